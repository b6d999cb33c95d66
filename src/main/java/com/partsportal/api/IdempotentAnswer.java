package com.partsportal.api;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The first answer to a call with an {@code Idempotency-Key}; written by {@link IdempotentAnswerRepository}. */
@Entity
@IdClass(IdempotentAnswer.Key.class)
class IdempotentAnswer {

    @Id
    private String caller;

    @Id
    private String path;

    @Id
    @Column(name = "key")
    private String callKey;

    private byte[] bodyHash;

    private @Nullable Integer status;

    @Column(name = "headers")
    private @Nullable String location;

    private @Nullable String body;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected IdempotentAnswer() {}

    /** Who called what with which key. */
    record Key(String caller, String path, String callKey) implements Serializable {}

    boolean isTo(byte[] hash) {
        return MessageDigest.isEqual(bodyHash, hash);
    }

    /** Null while the call is worked on, which only its own transaction sees. */
    @Nullable
    Integer status() {
        return status;
    }

    @Nullable
    String location() {
        return location;
    }

    @Nullable
    String body() {
        return body;
    }
}
