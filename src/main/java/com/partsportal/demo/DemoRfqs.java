package com.partsportal.demo;

import com.partsportal.account.AccountId;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailSettings;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqProcess;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Two RFQs of the demo's customer whose people can sign in: one that was answered, and one that waits for the vendor. */
@Component
@Profile("demo")
class DemoRfqs {

    private static final String ANSWER =
            "Offer 4711 is in your mail: 100 pieces at 12.40 each, 500 at 9.85. We hold these prices until the end of the quarter.";

    private final JdbcTemplate jdbc;
    private final RfqProcess process;
    private final MailSettings mail;
    private final Clock clock;

    DemoRfqs(JdbcTemplate jdbc, RfqProcess process, MailSettings mail, Clock clock) {
        this.jdbc = jdbc;
        this.process = process;
        this.mail = mail;
        this.clock = clock;
    }

    /** @param desk the vendor's people, who got the mails; the first one answered */
    void store(DemoCustomer customer, AccountId manager, AccountId user, List<AccountId> desk) {
        var now = DatabaseTime.now(clock);
        var answered = new RfqId(Ids.next());
        var submittedAt = now.minus(Duration.ofDays(21));
        var answeredAt = submittedAt.plus(Duration.ofHours(30));
        insert(customer, answered, 1001, manager, submittedAt, 60, "Same finish as last time, please.", "{100,500}", 0);
        jdbc.update(
                "update rfq set status = 'ANSWERED', answered_by = ?, answered_at = ?, answer_words = ? where id = ?",
                desk.get(0).value(),
                time(answeredAt),
                ANSWER,
                answered.value());
        timeline(customer, "RFQ_SUBMITTED", manager, submittedAt);
        timeline(customer, "RFQ_ANSWERED", desk.get(0), answeredAt);
        desk.forEach(person -> sent(customer, MailKind.RFQ_SUBMITTED, answered, person, submittedAt));
        sent(customer, MailKind.RFQ_ANSWERED, answered, manager, answeredAt);

        var waiting = new RfqId(Ids.next());
        insert(customer, waiting, 1002, user, now, 45, null, "{25}", 2);
        desk.forEach(person -> sent(customer, MailKind.RFQ_SUBMITTED, waiting, person, now));
        jdbc.update("update customer set first_rfq_at = ? where id = ?", time(submittedAt), customer.id());
        // finds its mails in the ledger
        process.submitted(waiting, false);
    }

    private void insert(
            DemoCustomer customer,
            RfqId rfq,
            int number,
            AccountId by,
            Instant at,
            int days,
            @Nullable String note,
            String quantities,
            int firstPart) {
        var company = Objects.requireNonNull(customer.companyId());
        jdbc.update(
                """
                insert into rfq (id, vendor_id, customer_id, company_id, number, status, needed_by, note, submitted_by, created_at,
                    review_at)
                values (?, ?, ?, ?, ?, 'UNDER_REVIEW', ?, ?, ?, ?, ?)""",
                rfq.value(),
                customer.vendor().value(),
                customer.id(),
                company,
                number,
                LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(days),
                note,
                by.value(),
                time(at),
                time(at));
        jdbc.update("""
                insert into rfq_line (id, rfq_id, position, part_id, quantities)
                select gen_random_uuid(), ?, row_number() over (order by number) - 1, id, cast(? as int[]) from (
                    select id, number from part where customer_id = ? order by number offset ? limit 2) part""", rfq.value(), quantities, customer.id(), firstPart);
        jdbc.update("""
                insert into company_event (id, at, company_id, type, actor_id, rfq_id, after)
                values (?, ?, ?, 'RFQ_SUBMITTED', ?, ?, 'UNDER_REVIEW')""", Ids.next(), time(at), company, by.value(), rfq.value());
    }

    private void timeline(DemoCustomer customer, String type, AccountId by, Instant at) {
        jdbc.update(
                "insert into timeline (id, at, vendor_id, customer_id, invitation_id, type, actor_id) values (?, ?, ?, ?, ?, ?, ?)",
                Ids.next(),
                time(at),
                customer.vendor().value(),
                customer.id(),
                customer.invitation(),
                type,
                by.value());
    }

    /** Under the key that the step of the process looks up. */
    private void sent(DemoCustomer customer, MailKind kind, RfqId rfq, AccountId recipient, Instant at) {
        UUID id = Ids.next();
        jdbc.update(
                """
                insert into sent_mail (id, mail_key, kind, recipient, vendor_id, account_id, language, message_id, state, attempts,
                    claimed_at, sent_at, created_at)
                select ?, ?, ?, email, ?, id, language, ?, 'SENT', 1, ?, ?, ? from account where id = ?""",
                id,
                kind.code() + ":" + rfq + ":" + recipient,
                kind.code(),
                customer.vendor().value(),
                "<" + id + "@" + mail.from().domain() + ">",
                time(at),
                time(at),
                time(at),
                recipient.value());
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
