/** Requests to change the address of a login, proven and decided as support work; and support's other cases. */
@NullMarked
package com.partsportal.emailchange;

import org.jspecify.annotations.NullMarked;
