/** How the engine is configured: plug-ins, the job executor, failed jobs, its tables. Nobody imports this package. */
@NullMarked
package com.partsportal.engine;

import org.jspecify.annotations.NullMarked;
