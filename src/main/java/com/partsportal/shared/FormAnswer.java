package com.partsportal.shared;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a form that was sent: the page it led to. Holds ids only. */
@Entity
class FormAnswer {

    /** See {@link PostedForm#digest()}. */
    @Id
    private String digest;

    private @Nullable String page;

    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected FormAnswer() {}

    /** Path of the page; null while the form is being worked on. */
    @Nullable
    String page() {
        return page;
    }

    Instant createdAt() {
        return createdAt;
    }
}
