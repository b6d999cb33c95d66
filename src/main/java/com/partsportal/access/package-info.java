/** Who gets in where: sign-in, roles, the web security of pages and API, and the administrator's pages. */
@NullMarked
package com.partsportal.access;

import org.jspecify.annotations.NullMarked;
