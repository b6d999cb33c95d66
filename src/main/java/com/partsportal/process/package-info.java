/** Steps and instances of each process, on the engine's public API only. */
@NullMarked
package com.partsportal.process;

import org.jspecify.annotations.NullMarked;
