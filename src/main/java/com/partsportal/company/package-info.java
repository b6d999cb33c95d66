/** The customers' own organisations, which manage themselves: profile and users. */
@NullMarked
package com.partsportal.company;

import org.jspecify.annotations.NullMarked;
