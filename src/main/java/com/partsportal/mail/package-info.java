/** Sends mails: renders them, keeps the ledger under which each goes out once, and distinguishes what a mail server answers. */
@NullMarked
package com.partsportal.mail;

import org.jspecify.annotations.NullMarked;
