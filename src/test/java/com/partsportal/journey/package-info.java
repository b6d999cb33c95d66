/** Whole stories in a real browser, as people live them; skipped by name where there is no browser. */
@NullMarked
package com.partsportal.journey;

import org.jspecify.annotations.NullMarked;
