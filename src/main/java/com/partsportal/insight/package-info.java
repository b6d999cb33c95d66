/** What process owners and vendors want to know: funnel and times, drift between rows and engine, what was done to the engine. */
@NullMarked
package com.partsportal.insight;

import org.jspecify.annotations.NullMarked;
