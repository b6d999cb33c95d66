package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyMembership;
import com.partsportal.customer.ContactAddresses;
import com.partsportal.invitation.Invitations;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.VendorMembership;
import com.partsportal.vendor.Vendors;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known about a request: whose login, which company, what speaks against it. It only reads. */
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

    private final Accounts accounts;
    private final StoredChanges changes;
    private final Companies companies;
    private final Vendors vendors;
    private final ContactAddresses contacts;
    private final Invitations invitations;
    private final RiskPolicy risks;
    private final Clock clock;

    ChangeFacts(
            StoredChanges changes,
            Accounts accounts,
            Companies companies,
            Vendors vendors,
            ContactAddresses contacts,
            Invitations invitations,
            RiskPolicy risks,
            Clock clock) {
        this.accounts = accounts;
        this.changes = changes;
        this.companies = companies;
        this.vendors = vendors;
        this.contacts = contacts;
        this.invitations = invitations;
        this.risks = risks;
        this.clock = clock;
    }

    /** The login of this address that other people's requests may concern; empty for logins of staff. */
    Optional<AccountRow> login(EmailAddress email) {
        return accounts.byEmail(email).filter(account -> account.staffRole() == null);
    }

    /** Why the new address cannot be had, as sentences for the agent; empty: it is free. */
    List<String> collisions(ChangeCase change) {
        var account = change.account();
        var email = change.requested();
        var now = DatabaseTime.now(clock);
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
        if (invitations.openTo(email).stream().anyMatch(invited -> !invited.hasLapsed(now))) {
            found.add("An open invitation was sent to the new address.");
        }
        if (account != null && contacts.isAnotherCustomers(email, account)) {
            found.add("A vendor of this customer has another customer record with the new address.");
        }
        return found;
    }

    /** The other active Customer Managers of the person's companies: who may give evidence. */
    List<AccountRow> colleagues(AccountId account) {
        return companies.otherManagers(account).stream()
                .flatMap(id -> accounts.find(id).stream())
                .filter(AccountRow::active)
                .toList();
    }

    /** Where the person belongs: companies and vendors. */
    String organisations(@Nullable AccountId account) {
        return account == null
                ? ""
                : Stream.concat(
                                companies.memberships(account).stream().map(CompanyMembership::companyName),
                                vendors.memberships(account).stream().map(VendorMembership::vendorName))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /** The vendors whose customers the person's companies are. */
    private String vendors(AccountId account) {
        return String.join(
                ", ",
                contacts.vendors(companies.memberships(account).stream()
                        .map(membership -> new CompanyId(membership.companyId()))
                        .toList()));
    }

    ReviewFacts review(ChangeCase change) {
        var account = Optional.ofNullable(change.account()).orElseThrow();
        var person = accounts.find(account).orElseThrow();
        var earlier =
                changes.countOf(account, change.id(), DatabaseTime.now(clock).minus(EARLIER));
        var disputed = changes.countDisputed(
                account, change.id(), DatabaseTime.now(clock).minus(EARLIER));
        var vendors = vendors(account);
        var collisions = collisions(change);
        return new ReviewFacts(
                String.valueOf(change.number()),
                change.id().toString(),
                organisations(account),
                person.name() + (vendors.isEmpty() ? "" : ", customer of " + vendors),
                person.email().value(),
                change.requested().value(),
                change.reason() + (change.answer() == null ? "" : "\n\nAnswer: " + change.answer()),
                requested(change),
                proofs(change),
                collisions.isEmpty() ? "Yes: nothing speaks against it." : String.join("\n", collisions),
                earlier(earlier, disputed),
                hints(change, account, earlier, disputed));
    }

    private static String earlier(int requests, int disputed) {
        return requests == 0
                ? "None in the last 180 days."
                : requests + " in the last 180 days"
                        + (disputed == 0 ? "." : ", " + disputed + " of them stopped: \"this was not me\".");
    }

    private String requested(ChangeCase change) {
        var how = switch (change.source()) {
            case SIGNED_IN -> "by the person, signed in";
            case SIGNED_OUT -> "by somebody signed out";
            case BY_MAIL -> "by mail, registered by support";
            case BY_PHONE -> "by phone, registered by support";
            case RESTORE -> "by support, to give the former address back";
        };
        return TIME.format(change.requestedAt())
                + ", "
                + how
                + (change.requestedFrom() == null ? "" : ", from " + change.requestedFrom());
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

    private String hints(ChangeCase change, AccountId account, int earlier, int disputed) {
        var lately = accounts.credentials(account)
                .map(credentials -> credentials.passwordChangedAt())
                .filter(at -> at.isAfter(DatabaseTime.now(clock).minus(LATELY)))
                .isPresent();
        var hints = risks.hints(new RiskPolicy.RiskFacts(
                change.isSignedIn(),
                FREE_MAILERS.contains(change.requested().domain()),
                lately,
                1 + colleagues(account).size(),
                earlier,
                disputed));
        return hints.isEmpty()
                ? "Nothing unusual."
                : hints.stream().map(hint -> "• " + hint).collect(Collectors.joining("\n"));
    }
}
