package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent.
 *
 * @param from the sender's address of every mail
 * @param support the address that people are told to ask
 * @param deadline longest time of one send, all in all; shorter than a claim lasts (30 s) and than a job's lock
 * @param pause how long nothing is tried after several connection failures in a row
 */
@ConfigurationProperties("portal.mail")
public record MailSettings(
        @DefaultValue("no-reply@portal.example") EmailAddress from,
        @DefaultValue("support@portal.example") EmailAddress support,
        @DefaultValue("PT20S") Duration deadline,
        @DefaultValue("PT30S") Duration pause) {

    public MailSettings {
        if (deadline.isZero() || deadline.isNegative() || deadline.compareTo(Ledger.CLAIM) >= 0) {
            throw new IllegalArgumentException("portal.mail.deadline must be shorter than " + Ledger.CLAIM);
        }
    }
}
