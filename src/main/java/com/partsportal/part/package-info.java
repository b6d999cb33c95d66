/** Parts that a vendor quoted or made for a customer before. */
@NullMarked
package com.partsportal.part;

import org.jspecify.annotations.NullMarked;
