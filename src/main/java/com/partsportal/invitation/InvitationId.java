package com.partsportal.invitation;

import java.util.UUID;

/** Names one sending of a link to one address. */
public record InvitationId(UUID value) {

    /** @throws IllegalArgumentException when it is no UUID */
    public static InvitationId of(String text) {
        return new InvitationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
