package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Times;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known about a request: whose login, which company, what stands against it. It only reads. */
@Component
class ChangeFacts {

    /** Where anybody gets a mailbox within a minute. */
    private static final Set<String> FREE_MAILERS = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "yahoo.com",
            "icloud.com",
            "aol.com",
            "gmx.de",
            "gmx.net",
            "gmx.com",
            "web.de",
            "t-online.de",
            "mail.com",
            "proton.me",
            "protonmail.com",
            "yandex.com",
            "mail.ru",
            "qq.com",
            "163.com",
            "freenet.de");

    private static final Duration LATELY = Duration.ofDays(7);
    private static final Duration EARLIER = Duration.ofDays(180);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final ChangeTable changes;
    private final RiskPolicy risks;
    private final Clock clock;

    ChangeFacts(JdbcClient jdbc, Accounts accounts, ChangeTable changes, RiskPolicy risks, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.changes = changes;
        this.risks = risks;
        this.clock = clock;
    }

    /** The login of this address that requests of others may concern: nobody's, and staff's, are unknown. */
    Optional<AccountRow> login(EmailAddress email) {
        return accounts.byEmail(email).filter(account -> account.staffRole() == null);
    }

    /** Why the new address cannot be had, as sentences for the agent; empty: it is free. */
    List<String> collisions(ChangeCase change) {
        var account = change.account();
        var email = change.requested();
        var now = Times.now(clock);
        var found = new ArrayList<String>();
        if (accounts.isTaken(email, account)) {
            found.add("The new address is another login's.");
        }
        if (accounts.isReserved(email, account)) {
            found.add("The new address was another login's not long ago and is reserved.");
        }
        if (changes.isTargetOfAnother(email, change.id())) {
            found.add("Another open request wants the same new address.");
        }
        if (exists(
                "select 1 from invitation where email = :email and status = 'PENDING' and expires_at > :now",
                email,
                now)) {
            found.add("An open invitation was sent to the new address.");
        }
        if (account != null && isCustomerOfAVendorConcerned(email, account)) {
            found.add("A vendor of this customer has another customer record with the new address.");
        }
        return found;
    }

    private boolean exists(String query, EmailAddress email, Instant now) {
        return jdbc.sql("select exists (" + query + ")")
                .param("email", email.value())
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    private boolean isCustomerOfAVendorConcerned(EmailAddress email, AccountId account) {
        return jdbc.sql("""
                        select exists (
                          select 1 from customer other
                          where other.email = :email and other.contact_account_id is distinct from :account
                            and other.vendor_id in (select vendor_id from customer where contact_account_id = :account))""")
                .param("email", email.value())
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /** The other active Customer Managers of the person's companies: who may give evidence. */
    List<AccountRow> colleagues(AccountId account) {
        return jdbc.sql("""
                        select distinct m.account_id from company_user own
                        join company_user m on m.company_id = own.company_id and m.account_id <> own.account_id
                        where own.account_id = :account and own.active and own.ended_at is null
                          and m.role = 'CUSTOMER_MANAGER' and m.active and m.ended_at is null""").param("account", account.value()).query(UUID.class).list().stream()
                .flatMap(id -> accounts.find(new AccountId(id)).stream())
                .filter(AccountRow::active)
                .toList();
    }

    /** Where the person belongs: companies, or vendors. */
    String organisations(@Nullable AccountId account) {
        if (account == null) {
            return "";
        }
        return names("""
                select c.name from company_user u join company c on c.id = u.company_id
                where u.account_id = :account and u.active and u.ended_at is null
                union
                select v.name from vendor_user u join vendor v on v.id = u.vendor_id
                where u.account_id = :account and u.active order by 1""", account);
    }

    private String vendors(AccountId account) {
        return names("""
                select distinct v.name from company_user u
                join customer c on c.company_id = u.company_id join vendor v on v.id = c.vendor_id
                where u.account_id = :account and u.active and u.ended_at is null order by 1""", account);
    }

    private String names(String query, AccountId account) {
        return String.join(
                ", ",
                jdbc.sql(query)
                        .param("account", account.value())
                        .query(String.class)
                        .list());
    }

    ReviewFacts review(ChangeCase change) {
        var account = Optional.ofNullable(change.account()).orElseThrow();
        var person = accounts.find(account).orElseThrow();
        var earlier =
                changes.earlierRequests(account, change.id(), Times.now(clock).minus(EARLIER));
        var vendors = vendors(account);
        var collisions = collisions(change);
        return new ReviewFacts(
                organisations(account),
                person.name() + (vendors.isEmpty() ? "" : ", customer of " + vendors),
                person.email().value(),
                change.requested().value(),
                change.reason() + (change.answer() == null ? "" : "\n\nAnswer: " + change.answer()),
                requested(change),
                proofs(change),
                collisions.isEmpty() ? "Yes: nothing stands against it." : String.join("\n", collisions),
                earlier == 0 ? "None in the last 180 days." : earlier + " in the last 180 days.",
                hints(change, account, earlier));
    }

    private String requested(ChangeCase change) {
        var how = switch (change.source()) {
            case SIGNED_IN -> "by the person, signed in";
            case SIGNED_OUT -> "by somebody signed out";
            case BY_MAIL -> "by mail, registered by support";
            case BY_PHONE -> "by phone, registered by support";
        };
        return TIME.format(change.requestedAt()) + ", " + how;
    }

    private String proofs(ChangeCase change) {
        var proofs = new ArrayList<String>();
        proofs.add("New address: " + since(change.newConfirmedAt(), "confirmed"));
        proofs.add("Old address: " + since(change.oldConfirmedAt(), "said yes"));
        if (change.approvedBy() != null) {
            proofs.add("First approval: "
                    + accounts.find(change.approvedBy()).map(AccountRow::name).orElse("support") + ", "
                    + TIME.format(Optional.ofNullable(change.approvedAt()).orElseThrow()));
        }
        if (change.evidenceAt() != null) {
            proofs.add("Another manager of the company: " + since(change.evidenceAt(), "confirmed"));
        }
        return String.join("\n", proofs);
    }

    private static String since(@Nullable Instant at, String done) {
        return at == null ? "no answer yet" : done + " " + TIME.format(at);
    }

    private String hints(ChangeCase change, AccountId account, int earlier) {
        var lately = accounts.credentials(account)
                .map(credentials -> credentials.passwordChangedAt())
                .filter(at -> at.isAfter(Times.now(clock).minus(LATELY)))
                .isPresent();
        var hints = risks.hints(new RiskPolicy.Facts(
                change.isSignedIn(),
                FREE_MAILERS.contains(change.requested().domain()),
                lately,
                1 + colleagues(account).size(),
                earlier));
        return hints.isEmpty()
                ? "Nothing unusual."
                : hints.stream().map(hint -> "• " + hint).collect(Collectors.joining("\n"));
    }
}
