/** A vendor's customers: its record of each company, from the draft to the customer that manages itself. */
@NullMarked
package com.partsportal.customer;

import org.jspecify.annotations.NullMarked;
