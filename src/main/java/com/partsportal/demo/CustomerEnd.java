package com.partsportal.demo;

/** How far a customer of the demo has come. */
enum CustomerEnd {
    DRAFT,
    INVITED,
    /** Invited, and the mail server refused the address. */
    REFUSED,
    ACTIVE,
    DEACTIVATED,
    EXPIRED,
    DECLINED,
    REVOKED;

    String status() {
        return this == REFUSED ? INVITED.name() : name();
    }

    boolean isOpen() {
        return this == INVITED || this == REFUSED;
    }

    boolean isAccepted() {
        return this == ACTIVE || this == DEACTIVATED;
    }

    String invitationStatus() {
        return isOpen() ? "PENDING" : isAccepted() ? "ACCEPTED" : name();
    }
}
