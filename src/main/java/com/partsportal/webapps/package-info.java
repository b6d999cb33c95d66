/** Camunda's Tasklist and Cockpit: single sign-on, the directory of staff, grants, filters. Nobody imports this package. */
@NullMarked
package com.partsportal.webapps;

import org.jspecify.annotations.NullMarked;
