package com.partsportal.emailchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a support case's record as support reads it. @param actor the name of the person who did it; null: the portal */
record SupportCaseEventRow(
        Instant at,
        SupportCaseEvent.Type type,
        @Nullable String actor,
        @Nullable String comment) {}
