/** Runs the portal on a developer's machine: database, mail server, mailbox and a clock that can be moved. */
@NullMarked
package com.partsportal.dev;

import org.jspecify.annotations.NullMarked;
