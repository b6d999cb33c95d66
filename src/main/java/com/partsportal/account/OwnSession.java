package com.partsportal.account;

import java.time.Instant;

/** A session of a person's own login, without its secret. */
record OwnSession(Instant begunAt, Instant lastUsedAt, boolean current) {}
