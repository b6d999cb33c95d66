/** The shops that make parts and sell them through the portal: their people and their rankings. */
@NullMarked
package com.partsportal.vendor;

import org.jspecify.annotations.NullMarked;
