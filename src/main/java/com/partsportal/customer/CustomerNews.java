package com.partsportal.customer;

import java.time.Instant;

/**
 * Something that a vendor is notified of by email as well, unless it switched that off.
 *
 * @param type {@code ACCEPTED}, {@code DECLINED}, {@code DELIVERY_FAILED}, {@code EXPIRED} or {@code NEW_INVITATION_ASKED}
 */
public record CustomerNews(Instant at, String type, CustomerId customer, String companyName) {}
