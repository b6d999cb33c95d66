/** Requests for quotation: submitted by a company, approved by its manager where it wants that, answered by the vendor. */
@NullMarked
package com.partsportal.rfq;

import org.jspecify.annotations.NullMarked;
