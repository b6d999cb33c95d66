package com.partsportal.demo;

import com.partsportal.company.CompanyId;
import com.partsportal.customer.SearchText;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailSettings;
import com.partsportal.shared.Folding;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Tokens;
import com.partsportal.vendor.VendorId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes what happened in the past straight into the tables: the services know only the present and would send emails. The
 * mail ledger gets every mail as sent, so that the process of an open invitation finds nothing to send.
 */
@Component
@Profile("demo")
class DemoRows {

    /** The version of the terms that the demo's people agreed to. */
    static final String TERMS = "2026-11-01";

    private static final String REFUSAL = "550 5.1.1 The email account that you tried to reach does not exist.";

    private final JdbcTemplate jdbc;
    private final Tokens tokens;
    private final MailSettings mail;

    DemoRows(JdbcTemplate jdbc, Tokens tokens, MailSettings mail) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.mail = mail;
    }

    void backdateVendor(VendorId vendor, Instant at) {
        jdbc.update("update vendor set created_at = ? where id = ?", time(at), vendor.value());
    }

    /** The company and its people are there since then. */
    void backdateCompany(CompanyId company, Instant at) {
        jdbc.update("update company set created_at = ? where id = ?", time(at), company.value());
        jdbc.update("update company_user set joined_at = ? where company_id = ?", time(at), company.value());
    }

    /** Logins and companies of those who accepted. */
    void storeContacts(List<DemoCustomer> customers, String hash) {
        var accepted = customers.stream()
                .filter(customer -> customer.end().isAccepted())
                .toList();
        insert(
                "account (id, email, name, password_hash, language, terms_version, terms_accepted_at, password_changed_at, created_at)",
                accepted.stream()
                        .map(c -> row(
                                Objects.requireNonNull(c.contact()).value(),
                                c.email(),
                                c.person(),
                                hash,
                                c.language(),
                                TERMS,
                                time(c.endedAt()),
                                time(c.endedAt()),
                                time(c.endedAt())))
                        .toList());
        insert(
                "company (id, name, phone, created_at)",
                accepted.stream()
                        .map(c -> row(c.companyId(), c.company(), c.phone(), time(c.endedAt())))
                        .toList());
        insert(
                "company_user (id, company_id, account_id, role, initial_contact, joined_at)",
                accepted.stream()
                        .map(c -> row(
                                Ids.next(),
                                c.companyId(),
                                Objects.requireNonNull(c.contact()).value(),
                                "CUSTOMER_MANAGER",
                                true,
                                time(c.endedAt())))
                        .toList());
    }

    /** The customers with their invitations, parts, timeline and mails. */
    void store(List<DemoCustomer> customers, Instant now) {
        insert(
                "customer (id, vendor_id, company_id, company_name, company_sort, email, phone, ranking_id, status, language,"
                        + " invitation_id, invited_at, expires_at, accepted_at, contact_account_id, search_text, created_at, created_by)",
                customers.stream().map(DemoRows::customer).toList());
        insert(
                "invitation (id, kind, process_key, vendor_id, customer_id, email, invited_name, role, status, delivery, delivery_words,"
                        + " token_hash, token_nonce, token_kid, language, invited_by, invited_at, expires_at, reminders_at, reminders_sent,"
                        + " ended_at, end_reason, accepted_account_id)",
                customers.stream()
                        .filter(customer -> customer.invited().isPresent())
                        .map(customer -> invitation(customer, now))
                        .toList());
        insert(
                "timeline (id, at, vendor_id, customer_id, invitation_id, type, actor_id)",
                customers.stream()
                        .flatMap(customer -> timeline(customer).stream())
                        .toList());
        insert(
                "sent_mail (id, mail_key, kind, recipient, invitation_id, vendor_id, account_id, language, message_id, state, attempts,"
                        + " claimed_at, sent_at, refusal, created_at)",
                customers.stream()
                        .flatMap(customer -> mails(customer, now).stream())
                        .toList());
        insert(
                "part (id, vendor_id, customer_id, number, revision, description, material, finish, last_quoted, last_ordered, created_at)",
                customers.stream()
                        .flatMap(customer -> parts(customer, now).stream())
                        .toList());
    }

    private static Object[] customer(DemoCustomer c) {
        var invited = c.invited().isPresent();
        return row(
                c.id(),
                c.vendor().value(),
                c.companyId(),
                c.company(),
                Folding.fold(c.company()),
                c.email(),
                c.phone(),
                c.ranking(),
                c.end().status(),
                c.language(),
                invited ? c.invitation() : null,
                time(c.invitedAt()),
                invited ? time(c.expiresAt()) : null,
                c.end().isAccepted() ? time(c.endedAt()) : null,
                c.contact() == null ? null : c.contact().value(),
                SearchText.of(c.company(), c.email(), c.phone(), null),
                time(c.createdAt()),
                c.by().value());
    }

    private Object[] invitation(DemoCustomer c, Instant now) {
        var token = tokens.issue();
        return row(
                c.invitation(),
                "CONTACT",
                c.id(),
                c.vendor().value(),
                c.id(),
                c.email(),
                c.company(),
                "CUSTOMER_MANAGER",
                c.end().invitationStatus(),
                c.end() == CustomerEnd.REFUSED ? "FAILED" : "SENT",
                c.end() == CustomerEnd.REFUSED ? REFUSAL : null,
                token.hash(),
                token.nonce(),
                token.kid(),
                c.language(),
                c.by().value(),
                time(c.invitedAt()),
                time(c.expiresAt()),
                c.reminders().stream().map(Instant::toString).collect(Collectors.joining(",")),
                (int) c.remindersSent(now).count(),
                time(c.endedAt()),
                c.reason(),
                c.contact() == null ? null : c.contact().value());
    }

    private static List<Object[]> timeline(DemoCustomer c) {
        var entries = new ArrayList<Object[]>();
        var by = c.by().value();
        entries.add(entry(c, c.createdAt(), "CREATED", null, by));
        c.invited().ifPresent(at -> entries.add(entry(c, at, "INVITED", c.invitation(), by)));
        if (c.endedAt() != null) {
            var who = switch (c.end()) {
                case REVOKED -> by;
                case ACTIVE, DEACTIVATED -> Objects.requireNonNull(c.contact()).value();
                default -> null;
            };
            var type = c.end().isAccepted() ? "ACCEPTED" : c.end().name();
            entries.add(entry(c, c.endedAt(), type, c.invitation(), who));
        }
        if (c.end() == CustomerEnd.DEACTIVATED) {
            entries.add(entry(
                    c,
                    Objects.requireNonNull(c.endedAt()).plus(Duration.ofHours(20)),
                    "DEACTIVATED",
                    c.invitation(),
                    by));
        }
        return entries;
    }

    private static Object[] entry(
            DemoCustomer c, Instant at, String type, @Nullable UUID invitation, @Nullable UUID by) {
        return row(Ids.next(), time(at), c.vendor().value(), c.id(), invitation, type, by);
    }

    /** Under the keys that the steps of the process look up. */
    private List<Object[]> mails(DemoCustomer c, Instant now) {
        var mails = new ArrayList<Object[]>();
        c.invited().ifPresent(at -> {
            if (c.end() == CustomerEnd.REFUSED) {
                mails.add(refused(c, at.plusSeconds(4)));
                var key = MailKind.DELIVERY_FAILED.code() + ":" + c.invitation() + ":" + c.by();
                mails.add(sent(
                        c, key, MailKind.DELIVERY_FAILED, address(c.by().value()), c.by().value(), at.plusSeconds(9)));
            } else {
                mails.add(sent(
                        c, "invitation:" + c.invitation(), MailKind.INVITATION, c.email(), null, at.plusSeconds(4)));
            }
        });
        var number = 1;
        for (var at : c.remindersSent(now).toList()) {
            var key = "reminder:" + c.invitation() + ":" + number++;
            mails.add(sent(c, key, MailKind.REMINDER, c.email(), null, at.plusSeconds(6)));
        }
        if (c.endedAt() != null && c.end().isAccepted()) {
            mails.add(sent(
                    c,
                    "welcome:" + c.invitation(),
                    MailKind.WELCOME,
                    c.email(),
                    null,
                    c.endedAt().plusSeconds(3)));
            var key = MailKind.INVITATION_ACCEPTED.code() + ":" + c.invitation() + ":" + c.by();
            mails.add(sent(
                    c,
                    key,
                    MailKind.INVITATION_ACCEPTED,
                    address(c.by().value()),
                    c.by().value(),
                    c.endedAt().plusSeconds(5)));
        }
        return mails;
    }

    private Object[] sent(
            DemoCustomer c, String key, MailKind kind, String recipient, @Nullable UUID account, Instant at) {
        return mail(c, key, kind, recipient, account, at, null);
    }

    private Object[] refused(DemoCustomer c, Instant at) {
        return mail(c, "invitation:" + c.invitation(), MailKind.INVITATION, c.email(), null, at, REFUSAL);
    }

    private Object[] mail(
            DemoCustomer c,
            String key,
            MailKind kind,
            String recipient,
            @Nullable UUID account,
            Instant at,
            @Nullable String refusal) {
        var id = Ids.next();
        return row(
                id,
                key,
                kind.code(),
                recipient,
                c.invitation(),
                c.vendor().value(),
                account,
                c.language(),
                "<" + id + "@" + mail.from().domain() + ">",
                refusal == null ? "SENT" : "FAILED",
                1,
                time(at),
                refusal == null ? time(at) : null,
                refusal,
                time(at));
    }

    private static List<Object[]> parts(DemoCustomer c, Instant now) {
        var random = new Random(c.company().hashCode());
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var first = random.nextInt(10_000, 90_000);
        var parts = new ArrayList<Object[]>();
        for (var i = 0; i < c.parts(); i++) {
            var quoted = today.minusDays(random.nextInt(30, 700));
            parts.add(row(
                    Ids.next(),
                    c.vendor().value(),
                    c.id(),
                    "P-" + (first + i * 7),
                    String.valueOf((char) ('A' + random.nextInt(4))),
                    DemoWords.part(random),
                    DemoWords.material(random),
                    random.nextInt(4) == 0 ? null : DemoWords.finish(random),
                    quoted,
                    random.nextBoolean() ? quoted.plusDays(12) : null,
                    time(c.createdAt())));
        }
        return parts;
    }

    private String address(UUID account) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select email from account where id = ?", String.class, account));
    }

    private void insert(String columns, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            var values = "?" + ", ?".repeat(rows.get(0).length - 1);
            jdbc.batchUpdate("insert into " + columns + " values (" + values + ")", rows);
        }
    }

    private static Object[] row(@Nullable Object... values) {
        return values;
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
