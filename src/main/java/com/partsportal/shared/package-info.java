/** Values and small tools that every module uses: addresses, names, numbers, ids, time, retries of lost races. */
@NullMarked
package com.partsportal.shared;

import org.jspecify.annotations.NullMarked;
