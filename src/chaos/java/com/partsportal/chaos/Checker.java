package com.partsportal.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.partsportal.chaos.ChaosRun.Import;
import com.partsportal.chaos.Rows.CustomerRow;
import com.partsportal.chaos.Rows.InvitationRow;
import com.partsportal.chaos.Rows.MailRow;
import com.partsportal.harness.MailCopy;
import com.partsportal.harness.WebhookSink.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Compares the database, the emails that the mail server received, the webhooks that another system received and the answers that people got. It reads a system
 * at rest: both nodes have ended.
 */
final class Checker {

    /** A send that nobody answered in this time was given up by its node. */
    private static final Duration DEADLINE_OF_A_SEND = Duration.ofSeconds(19);

    /** Who ends an invitation notes the instant, then may wait for the lock of a mail that is just claimed. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(4);

    private static final Map<String, String> STATUS_OF_CUSTOMER = Map.of(
            "PENDING", "INVITED",
            "ACCEPTED", "ACTIVE",
            "EXPIRED", "EXPIRED",
            "DECLINED", "DECLINED",
            "REVOKED", "REVOKED");
    private static final Map<String, Set<String>> ENDS_OF_INSTANCE = Map.of(
            "ACCEPTED", Set.of("handedOverToCustomer", "joined"),
            "EXPIRED", Set.of("expired"),
            "DECLINED", Set.of("declined"),
            "REVOKED", Set.of("revoked"));

    private final List<Scenario> scenarios;
    private final List<Import> imports;
    private final List<MailCopy> copies;
    private final List<Received> webhooks;
    private final List<Fault> faults;
    private final Set<String> refusedForGood;
    private final Set<String> unknownRecipients;
    private final Figures figures;
    private final int repeats;
    private final Rows rows;
    private final Map<String, CustomerRow> customers;
    private final Map<UUID, List<InvitationRow>> invitations;
    private final Map<String, List<MailCopy>> copiesOf;
    private final List<String> violations = new ArrayList<>();

    Checker(ChaosRun run) {
        scenarios = run.scenarios();
        imports = run.imports();
        copies = run.sink().copies();
        webhooks = run.webhooks().received();
        faults = run.faults();
        refusedForGood = run.refusedForGood();
        unknownRecipients = run.unknownRecipients();
        figures = run.figures;
        repeats = run.vendor().repeats.get();
        rows = Rows.of(run.sql());
        violations.addAll(run.portal().errors());
        customers = rows.customers().stream().collect(toMap(CustomerRow::email, Function.identity()));
        invitations = rows.invitations().stream().collect(groupingBy(InvitationRow::processKey));
        copiesOf = copies.stream().collect(groupingBy(MailCopy::messageId));
    }

    /** Everything that is not as promised; empty: it held. */
    List<String> violations() {
        scenarios.forEach(this::scenario);
        scenarios.forEach(this::colleague);
        imports.forEach(this::imported);
        accounts();
        rows.customers().forEach(this::customer);
        instances();
        ledger();
        copies();
        mailsThatAreDue();
        remindersAfterTheEnd();
        jobs();
        figures();
        violations.addAll(new WebhookChecker(rows, webhooks, figures).violations());
        return violations;
    }

    // ---- what was acknowledged

    private void scenario(Scenario scenario) {
        violations.addAll(scenario.unexpected());
        if (scenario.customer == null) {
            wrong(scenario.email + " never got an answer to its invitation");
            return;
        }
        var customer = customers.get(scenario.email);
        if (customer == null || !customer.id().toString().equals(scenario.customer)) {
            wrong(scenario.email + " was invited, and there is no such customer");
            return;
        }
        var known = of(customer);
        var acknowledged = 1 + scenario.resends + scenario.invitedAgain;
        if (known.size() != acknowledged) {
            wrong(scenario.email + " has " + known.size() + " invitations, acknowledged were " + acknowledged);
        }
        var started = startedFor(customer.id());
        if (started != 1 + scenario.invitedAgain) {
            wrong(scenario.email + " has " + started + " process instances for " + (1 + scenario.invitedAgain)
                    + " invitations");
        }
        var accepted = known.stream()
                .filter(invitation -> invitation.status().equals("ACCEPTED"))
                .count();
        if (scenario.accepted && accepted != 1) {
            wrong(scenario.email + " saw its acceptance, and " + accepted + " invitations are accepted");
        }
        if (!scenario.accepted && accepted > 0) {
            wrong(scenario.email + " is accepted, and nobody saw it");
        }
        if (scenario.declined != customer.status().equals("DECLINED")) {
            wrong(scenario.email + (scenario.declined ? " saw its decline" : " never declined") + ", and is "
                    + customer.status());
        }
        if (scenario.revoked && !customer.status().equals("REVOKED")) {
            wrong(scenario.email + " was revoked, and is " + customer.status());
        }
    }

    private void colleague(Scenario scenario) {
        var known = rows.invitations().stream()
                .filter(invitation -> invitation.email().equals(scenario.colleague))
                .toList();
        if (known.size() != (scenario.colleagueInvited ? 1 : 0)) {
            wrong(scenario.colleague + " has " + known.size() + " invitations, "
                    + (scenario.colleagueInvited ? "one was acknowledged" : "and none was acknowledged"));
        }
        for (var invitation : known) {
            var started = startedFor(invitation.processKey());
            if (!invitation.kind().equals("COLLEAGUE") || started != 1) {
                wrong(scenario.colleague + " has " + started + " process instances for its invitation of the kind "
                        + invitation.kind());
            }
            if (scenario.colleagueAccepted != invitation.status().equals("ACCEPTED")) {
                wrong(scenario.colleague + (scenario.colleagueAccepted ? " saw its acceptance" : " never accepted")
                        + ", and its invitation is " + invitation.status());
            }
        }
    }

    /** Whatever happened to the nodes, each row of the file became one customer with one invitation. */
    private void imported(Import file) {
        var size = file.addresses().size();
        var said = String.valueOf(file.result().get());
        if (!said.contains("\"state\":\"DONE\"")
                || !said.contains("\"created\":" + size + ",")
                || !said.contains("\"invited\":" + size + ",")) {
            wrong("an import of " + size + " rows says " + said);
        }
        for (var address : file.addresses()) {
            var customer = customers.get(address);
            if (customer == null || of(customer).size() != 1 || startedFor(customer.id()) != 1) {
                wrong(address + " was imported, and "
                        + (customer == null
                                ? "is no customer"
                                : "has " + of(customer).size() + " invitations and " + startedFor(customer.id())
                                        + " process instances"));
            }
        }
    }

    private long startedFor(UUID key) {
        return rows.instances().stream()
                .filter(instance -> key.toString().equals(instance.key()))
                .count();
    }

    // ---- accounts

    private void accounts() {
        rows.accounts().stream()
                .collect(groupingBy(account -> account.email().toLowerCase(Locale.ROOT), counting()))
                .forEach((email, count) -> {
                    if (count > 1) {
                        wrong(email + " has " + count + " accounts");
                    }
                });
        for (var account : rows.accounts()) {
            var accepted = rows.invitations().stream()
                    .filter(invitation -> account.id().equals(invitation.account()))
                    .toList();
            if (!account.staff()
                    && (accepted.size() != 1
                            || !accepted.get(0).status().equals("ACCEPTED")
                            || !accepted.get(0).email().equals(account.email())
                            || account.memberships() != 1)) {
                wrong("account " + account.email() + " comes from " + accepted + " and has " + account.memberships()
                        + " memberships");
            }
        }
        var known = new HashSet<UUID>();
        rows.accounts().forEach(account -> known.add(account.id()));
        for (var invitation : rows.invitations()) {
            var isAccepted = invitation.status().equals("ACCEPTED");
            if (isAccepted && !known.contains(invitation.account())) {
                wrong("invitation " + invitation.id() + " is accepted without an account");
            }
            if (!isAccepted && invitation.account() != null) {
                wrong("invitation " + invitation.id() + " is " + invitation.status() + " and has an account");
            }
            if (isAccepted && !invitation.endedAt().isBefore(invitation.expiresAt())) {
                wrong("invitation " + invitation.id() + " was accepted after its expiry");
            }
        }
        var companies = rows.invitations().stream()
                .filter(invitation -> invitation.kind().equals("CONTACT"))
                .filter(invitation -> invitation.status().equals("ACCEPTED"))
                .count();
        if (rows.companies().size() != companies) {
            wrong(companies + " acceptances made " + rows.companies().size() + " companies");
        }
    }

    // ---- rows and instances

    private void customer(CustomerRow customer) {
        var all = of(customer);
        if (all.isEmpty()) {
            if (!customer.status().equals("DRAFT")) {
                wrong(customer.email() + " is " + customer.status() + " without an invitation");
            }
            return;
        }
        var newest = all.get(all.size() - 1);
        if (!newest.id().equals(customer.invitation())
                || !customer.status().equals(STATUS_OF_CUSTOMER.get(newest.status()))) {
            wrong(customer.email() + " is " + customer.status() + ", its newest invitation " + newest.status());
        }
        if (all.subList(0, all.size() - 1).stream()
                .anyMatch(older ->
                        older.status().equals("PENDING") || older.status().equals("ACCEPTED"))) {
            wrong(customer.email() + " has an older invitation that is not over");
        }
    }

    private void instances() {
        var open = new HashSet<String>();
        for (var instance : rows.instances()) {
            if (instance.process().equals("mail-delivery") || instance.process().equals("webhook-delivery")) {
                continue; // looked at as a mail or a webhook
            }
            var own = invitations.getOrDefault(UUID.fromString(instance.key()), List.of());
            if (!instance.running()) {
                if (own.stream()
                        .noneMatch(row -> instance.end() != null
                                && ENDS_OF_INSTANCE
                                        .getOrDefault(row.status(), Set.of())
                                        .contains(instance.end()))) {
                    wrong("instance " + instance.id() + " ended at " + instance.end() + ", its invitations are "
                            + own.stream().map(InvitationRow::status).toList());
                }
                continue;
            }
            if (!open.add(instance.key())) {
                wrong("two instances run for " + instance.key());
            }
            var pending = own.stream()
                    .filter(row -> row.status().equals("PENDING"))
                    .filter(row -> row.id().toString().equals(instance.invitation()))
                    .count();
            if (pending != 1 && !waitsForAnOperator(instance.id())) {
                wrong("instance " + instance.id() + " runs for "
                        + own.stream().map(InvitationRow::status).toList());
            }
        }
        rows.invitations().stream()
                .filter(row -> row.status().equals("PENDING"))
                .filter(row -> !open.contains(row.processKey().toString()))
                .forEach(row -> wrong("invitation " + row.id() + " is open without an instance"));
    }

    private boolean waitsForAnOperator(String instance) {
        return rows.jobs().stream().anyMatch(job -> job.instance().equals(instance) && job.retries() == 0);
    }

    // ---- mails

    private void ledger() {
        var byMessage = rows.mails().stream().collect(toMap(MailRow::messageId, Function.identity()));
        for (var mail : rows.mails()) {
            var got = copiesOf.getOrDefault(mail.messageId(), List.of());
            if (mail.isSent() && got.isEmpty()) {
                wrong("mail " + mail.id() + " (" + mail.kind() + ") is marked sent and was never received");
            }
            if (got.stream()
                    .anyMatch(copy -> !copy.recipient().equals(mail.recipient())
                            || !copy.kind().equals(mail.kind()))) {
                wrong("mail " + mail.id() + " was received as something else");
            }
        }
        rows.mails().stream()
                .filter(mail -> mail.isSent()
                        && mail.claimedAt() != null
                        && mail.claimedAt().isAfter(mail.sentAt()))
                .forEach(mail -> wrong("mail " + mail.id() + " (" + mail.kind() + ") was claimed at " + mail.claimedAt()
                        + ", and was sent at " + mail.sentAt()));
        copiesOf.forEach((messageId, got) -> {
            var mail = byMessage.get(messageId);
            if (mail == null) {
                wrong("a mail was received that no ledger knows: " + messageId);
            } else if (!mail.isSent() && got.stream().anyMatch(copy -> !mayBeForgotten(copy))) {
                wrong("mail " + mail.id() + " (" + mail.kind() + ") was received and is " + mail.state());
            }
        });
    }

    /** Each second copy needs its own reason, and is the same mail. */
    private void copies() {
        var second = 0;
        for (var same : copiesOf.values()) {
            var first = same.get(0);
            if (same.stream()
                    .anyMatch(copy -> !copy.recipient().equals(first.recipient())
                            || !copy.kind().equals(first.kind())
                            || !String.valueOf(copy.link()).equals(String.valueOf(first.link())))) {
                wrong("copies of one mail differ: " + first.messageId());
            }
            for (var i = 1; i < same.size(); i++) {
                second++;
                if (!mayBeForgotten(same.get(i - 1)) && !wasFrozenWithin(same.get(i))) {
                    wrong("a second copy of a " + first.kind() + " without a reason: " + same.get(i - 1) + ", "
                            + same.get(i));
                }
            }
        }
        figures.note("mails received", copies.size());
        figures.note("of these second copies", second);
        // Two mails under different Message-IDs would be twice the same to the person, too.
        rows.mails().stream()
                .filter(mail -> mail.invitation() != null && !mail.kind().equals("reminder"))
                .collect(groupingBy(mail -> mail.kind() + " " + mail.invitation() + " " + mail.recipient(), counting()))
                .forEach((mail, count) -> {
                    if (count > 1) {
                        wrong(count + " different mails of one purpose: " + mail);
                    }
                });
    }

    /** Whether its sender may not know, or may have lost, that the mail was taken. */
    private boolean mayBeForgotten(MailCopy copy) {
        return copy.answeredAt() == null
                || copy.answeredAt().isAfter(copy.dotAt().plus(DEADLINE_OF_A_SEND))
                || faults.stream().anyMatch(fault -> fault.explainsAnotherCopyAfter(copy));
    }

    private void mailsThatAreDue() {
        for (var invitation : rows.invitations()) {
            var isContact = invitation.kind().equals("CONTACT");
            var sent = isSent(invitation, isContact ? "invitation" : "user-invitation");
            switch (invitation.status()) {
                case "PENDING" -> due(sent || invitation.delivery().equals("FAILED"), invitation, "invitation");
                case "ACCEPTED" -> {
                    due(sent || someoneGot(invitation), invitation, "invitation");
                    due(isSent(invitation, "welcome"), invitation, "welcome");
                    due(isSent(invitation, "invitation-accepted"), invitation, "invitation-accepted");
                }
                case "EXPIRED" -> {
                    due(
                            sent || invitation.delivery().equals("FAILED") || mailServerWasAway(invitation),
                            invitation,
                            "invitation");
                    due(isSent(invitation, "invitation-expired"), invitation, "invitation-expired");
                }
                case "DECLINED" -> {
                    due(sent || someoneGot(invitation), invitation, "invitation");
                    due(isSent(invitation, "invitation-declined"), invitation, "invitation-declined");
                }
                case "REVOKED" -> {
                    // A mail that was in flight at that moment is not one that had been sent.
                    if (sentAt(invitation)
                            .filter(at -> at.isBefore(invitation.endedAt()))
                            .isPresent()) {
                        due(isSent(invitation, "invitation-revoked"), invitation, "invitation-revoked");
                    }
                }
                default -> {}
            }
            if (sent != invitation.delivery().equals("SENT") && !unknownRecipients.contains(invitation.email())) {
                wrong("invitation " + invitation.id() + " says " + invitation.delivery() + ", the ledger says "
                        + (sent ? "sent" : "not sent"));
            }
            var reminders = rows.mails().stream()
                    .filter(mail -> mail.kind().equals("reminder")
                            && invitation.id().equals(mail.invitation())
                            && mail.isSent())
                    .count();
            if (reminders != invitation.remindersSent()) {
                wrong("invitation " + invitation.id() + " counts " + invitation.remindersSent()
                        + " reminders, sent were " + reminders);
            }
        }
    }

    private void due(boolean sent, InvitationRow invitation, String kind) {
        if (!sent && !refusedForGood.contains(invitation.email()) && !unknownRecipients.contains(invitation.email())) {
            wrong("invitation " + invitation.id() + " is " + invitation.status() + " and its mail " + kind
                    + " was not sent");
        }
    }

    private boolean isSent(InvitationRow invitation, String kind) {
        return rows.mails().stream()
                .anyMatch(
                        mail -> mail.kind().equals(kind) && invitation.id().equals(mail.invitation()) && mail.isSent());
    }

    private Optional<Instant> sentAt(InvitationRow invitation) {
        return rows.mails().stream()
                .filter(mail ->
                        mail.kind().equals("invitation") && invitation.id().equals(mail.invitation()) && mail.isSent())
                .map(MailRow::sentAt)
                .findFirst();
    }

    /** Its send was cut off, and the person was faster than the repeat. */
    private boolean someoneGot(InvitationRow invitation) {
        return rows.mails().stream()
                .filter(mail -> invitation.id().equals(mail.invitation()))
                .anyMatch(mail -> copiesOf.containsKey(mail.messageId()));
    }

    /** Its sender had begun before it was frozen, and went on when it was woken. */
    private boolean wasFrozenWithin(MailCopy copy) {
        return faults.stream()
                .anyMatch(fault -> fault.kind() == Fault.Kind.FROZEN
                        && fault.node() == copy.node()
                        && fault.overlaps(copy.dotAt().minus(DEADLINE_OF_A_SEND), copy.dotAt()));
    }

    private boolean mailServerWasAway(InvitationRow invitation) {
        return faults.stream()
                .anyMatch(fault -> fault.kind() == Fault.Kind.MAIL_SERVER
                        && fault.overlaps(invitation.invitedAt(), invitation.expiresAt()));
    }

    private void remindersAfterTheEnd() {
        var byId = rows.invitations().stream().collect(toMap(InvitationRow::id, Function.identity()));
        for (var mail : rows.mails()) {
            var asksTheRow = mail.kind().equals("reminder")
                    || mail.kind().equals("invitation")
                    || mail.kind().equals("user-invitation");
            var invitation = mail.invitation() == null ? null : byId.get(mail.invitation());
            if (asksTheRow
                    && invitation != null
                    && invitation.endedAt() != null
                    && mail.claimedAt() != null
                    && mail.claimedAt().isAfter(invitation.endedAt().plus(LOCK_WAIT))) {
                wrong("mail " + mail.id() + " (" + mail.kind() + ") was claimed at " + mail.claimedAt()
                        + ", its invitation ended as " + invitation.status() + " at " + invitation.endedAt());
            }
        }
    }

    // ---- jobs

    private void jobs() {
        for (var job : rows.jobs()) {
            var broken = job.retries() == 0 || job.incident();
            var explained = job.key() != null
                    && (byKey(job.key()).stream().anyMatch(row -> refusedForGood.contains(row.email()))
                            || rows.mails().stream()
                                    .anyMatch(mail -> mail.id().toString().equals(job.key())
                                            && refusedForGood.contains(mail.recipient())));
            if (broken && !explained) {
                wrong("a job of " + job.process() + " (" + job.key() + ") is an incident: " + job.failure());
            }
            if (job.retries() == 0 && !job.incident()) {
                wrong("a job of " + job.process() + " (" + job.key() + ") has no retry and no incident");
            }
        }
        for (var email : refusedForGood) {
            var open = rows.invitations().stream()
                    .anyMatch(row -> row.email().equals(email) && row.status().equals("PENDING"));
            if (open
                    && rows.jobs().stream()
                            .noneMatch(job -> job.incident()
                                    && job.key() != null
                                    && byKey(job.key()).stream()
                                            .anyMatch(row -> row.email().equals(email)))) {
                wrong(email + " was refused as the operator's fault, and there is no incident");
            }
        }
    }

    private List<InvitationRow> byKey(String key) {
        return invitations.getOrDefault(UUID.fromString(key), List.of());
    }

    // ---- figures

    private void figures() {
        var acknowledged =
                scenarios.stream().filter(scenario -> scenario.customer != null).count();
        figures.note("customers invited and acknowledged", acknowledged);
        figures.note(
                "customers imported and invited",
                imports.stream().mapToInt(file -> file.addresses().size()).sum());
        figures.note(
                "invitations in all, with resends, colleagues and imports",
                rows.invitations().size());
        rows.invitations().stream()
                .collect(groupingBy(InvitationRow::status, TreeMap::new, counting()))
                .forEach((status, count) -> figures.note("ended as " + status, count));
        rows.invitations().stream()
                .filter(row -> row.status().equals("EXPIRED"))
                .map(row -> Duration.between(row.expiresAt(), row.endedAt()))
                .max(Duration::compareTo)
                .ifPresent(late -> figures.note("latest expiry after its time", late));
        var answers = scenarios.stream()
                .filter(scenario -> scenario.inviting != null)
                .map(scenario -> scenario.inviting)
                .sorted()
                .toList();
        if (!answers.isEmpty()) {
            figures.note("inviting, until the answer was known: median", answers.get(answers.size() / 2));
        }
        var kills = faults.stream()
                .filter(fault -> fault.kind() == Fault.Kind.KILLED)
                .toList();
        figures.note("kill -9", kills.size());
        figures.note(
                "of these effective", kills.stream().filter(Fault::isEffective).count());
        figures.note("calls that clients repeated since they did not know the answer", repeats);
    }

    private List<InvitationRow> of(CustomerRow customer) {
        return invitations.getOrDefault(customer.id(), List.of());
    }

    private void wrong(String what) {
        violations.add(what);
    }
}
