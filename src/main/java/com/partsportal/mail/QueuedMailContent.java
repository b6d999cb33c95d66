package com.partsportal.mail;

import java.util.Optional;
import java.util.Set;

/** The content of queued emails of some kinds; implemented by the module that owns the kinds. */
public interface QueuedMailContent {

    /** The kinds that this one composes; each kind has one composer. */
    Set<MailKind> kinds();

    /** Runs in the transaction that claims the mail. Empty: it is not wanted any more. */
    Optional<Mail> compose(QueuedMail mail);
}
