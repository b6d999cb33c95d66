/** The processes' engine side: steps, messages, engine configuration; the only package that knows Camunda. */
@NullMarked
package com.partsportal.process;

import org.jspecify.annotations.NullMarked;
