/** What profile {@code demo} finds in an empty database: logins, two vendors and their customers of the last 90 days. */
@NullMarked
package com.partsportal.demo;

import org.jspecify.annotations.NullMarked;
