package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent.
 *
 * @param from the sender's address of every mail
 * @param support the address for questions, shown to people
 * @param bounces the envelope sender's address with {@code {id}} in place of the email's id, so that a bounce names its
 *     mail; empty: the sender's own address
 * @param deadline longest time of one send, all in all; shorter than a claim lasts (30 s) and than a job's lock
 * @param pause how long nothing is tried after several connection failures in a row
 */
@ConfigurationProperties("portal.mail")
public record MailSettings(
        @DefaultValue("no-reply@portal.example") EmailAddress from,
        @DefaultValue("support@portal.example") EmailAddress support,
        @DefaultValue("") String bounces,
        @DefaultValue("PT20S") Duration deadline,
        @DefaultValue("PT30S") Duration pause) {

    private static final String ID = "{id}";

    public MailSettings {
        if (!bounces.isEmpty() && (!bounces.contains(ID) || !bounces.contains("@"))) {
            throw new IllegalArgumentException("portal.mail.bounces must be an address with " + ID);
        }
        if (deadline.isZero() || deadline.isNegative() || deadline.compareTo(Ledger.CLAIM) >= 0) {
            throw new IllegalArgumentException("portal.mail.deadline must be shorter than " + Ledger.CLAIM);
        }
    }

    /** The envelope sender of this mail; null: the sender's own address. */
    @Nullable
    String envelopeSender(UUID mail) {
        return bounces.isEmpty() ? null : bounces.replace(ID, mail.toString());
    }

    /** The mail that an address of {@link #bounces} names. */
    Optional<UUID> mailOf(String address) {
        if (bounces.isEmpty()) {
            return Optional.empty();
        }
        var around = bounces.split(Pattern.quote(ID), 2);
        var named = Pattern.compile(
                        Pattern.quote(around[0]) + "([0-9a-f-]{36})" + Pattern.quote(around[1]),
                        Pattern.CASE_INSENSITIVE)
                .matcher(address.trim());
        try {
            return named.matches() ? Optional.of(UUID.fromString(named.group(1))) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
