package com.partsportal.account;

import java.util.UUID;

/** Names one login. */
public record AccountId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
