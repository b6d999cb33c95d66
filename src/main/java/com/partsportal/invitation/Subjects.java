package com.partsportal.invitation;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds who owns an invitation. Looked up late, since the owners themselves need the door of invitations. */
@Component
class Subjects {

    private final ObjectProvider<InvitationSubject> provider;
    private final Map<InvitationKind, InvitationSubject> byKind = new EnumMap<>(InvitationKind.class);

    Subjects(ObjectProvider<InvitationSubject> provider) {
        this.provider = provider;
    }

    synchronized InvitationSubject of(Invited invited) {
        if (byKind.isEmpty()) {
            provider.forEach(subject -> byKind.put(subject.kind(), subject));
        }
        var subject = byKind.get(invited.kind());
        if (subject == null) {
            throw new IllegalStateException("nobody owns invitations of kind " + invited.kind());
        }
        return subject;
    }
}
