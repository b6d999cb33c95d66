/** Who did what, when and from where, where no other history says so; and one page over all histories. */
@NullMarked
package com.partsportal.audit;

import org.jspecify.annotations.NullMarked;
