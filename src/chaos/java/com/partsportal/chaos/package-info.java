/** Two nodes of the packaged portal as separate processes, everything that can go wrong, and the proof that nothing was lost. */
@NullMarked
package com.partsportal.chaos;

import org.jspecify.annotations.NullMarked;
