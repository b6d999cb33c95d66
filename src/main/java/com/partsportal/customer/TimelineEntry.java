package com.partsportal.customer;

import java.time.Instant;

/**
 * One line of what happened to a customer.
 *
 * @param type stable code, such as {@code INVITED} or {@code MAIL_SENT}
 * @param by the person's name, or the portal's
 * @param text a sentence for people
 */
public record TimelineEntry(Instant at, String type, String by, String text) {}
