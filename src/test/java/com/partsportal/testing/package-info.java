/** What tests share: one PostgreSQL and one mail server per JVM, the movable clock, the mailbox and the jobs. */
@NullMarked
package com.partsportal.testing;

import org.jspecify.annotations.NullMarked;
