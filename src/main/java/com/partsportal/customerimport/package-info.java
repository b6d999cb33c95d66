/** Many customers from a file: judged as a whole, then added row by row in the background. */
@NullMarked
package com.partsportal.customerimport;

import org.jspecify.annotations.NullMarked;
