package com.partsportal.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the templates of mails to an invited person and to the inviting side show. */
final class InvitationModels {

    private InvitationModels() {}

    static Map<String, Object> of(
            InvitationOwner.Facts facts, String invitedName, InvitationOptions options, Instant expiresAt) {
        var model = new HashMap<String, Object>();
        model.put("vendor", facts.inviting());
        model.put("inviter", facts.inviter());
        model.put("company", facts.company());
        model.put("invitedName", invitedName);
        model.put("partsReady", facts.partsReady());
        model.put("note", options.note());
        model.put("expiresAt", expiresAt.atZone(facts.zone()));
        model.put("zone", facts.zone());
        var contact = facts.contact();
        if (contact != null) {
            model.put(
                    "contact",
                    Stream.of(contact.name(), contact.phone())
                            .flatMap(Stream::ofNullable)
                            .collect(Collectors.joining(", ")));
            model.put("address", String.join(", ", contact.address()));
        }
        return model;
    }

    /** To the inviting side: the names that its notices have in common. */
    static Map<String, Object> of(InvitationOwner.InviterNames names) {
        var model = new HashMap<String, Object>();
        model.put("vendor", names.inviting());
        model.put("company", names.company());
        return model;
    }

    /** Begun days count. */
    static long daysLeft(Instant now, Instant expiresAt) {
        return Math.max(0, (long) Math.ceil(Duration.between(now, expiresAt).toMinutes() / (24 * 60.0)));
    }
}
