package com.partsportal.rfq;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.MemberRow;
import com.partsportal.customer.CustomerActivity;
import com.partsportal.mail.MailDeferred;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.notification.NotificationKind;
import com.partsportal.notification.Notifications;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The steps of the RFQ's process: who is notified of what. Each may run twice: a repeat finds its mails in the queue. */
@Service
public class RfqNotices {

    /** The variants of the email to the vendor's people, last in its key. */
    static final String REMINDER = "reminder";

    static final String WITHDRAWN = "withdrawn";

    private static final Logger log = LoggerFactory.getLogger(RfqNotices.class);

    private final RfqRepository rfqs;
    private final RfqReport report;
    private final CustomerActivity customers;
    private final Vendors vendors;
    private final CompanyUsers users;
    private final Accounts accounts;
    private final MailQueue mails;
    private final Notifications notifications;
    private final Clock clock;

    RfqNotices(
            RfqRepository rfqs,
            RfqReport report,
            CustomerActivity customers,
            Vendors vendors,
            CompanyUsers users,
            Accounts accounts,
            MailQueue mails,
            Notifications notifications,
            Clock clock) {
        this.rfqs = rfqs;
        this.report = report;
        this.customers = customers;
        this.vendors = vendors;
        this.users = users;
        this.accounts = accounts;
        this.mails = mails;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * Queues the mails to the vendor's people and records the time of the customer's first RFQ.
     *
     * @return until when the vendor may answer
     */
    @Transactional
    public RfqDates notifyVendor(RfqId id) {
        var rfq = report.find(id).orElseThrow();
        customers.rfqSubmitted(rfq.vendor(), rfq.customer(), id.value(), rfq.submittedBy());
        mailVendor(rfq, "");
        return datesFromNow(id);
    }

    /** Until when the vendor may answer what it gets, or begins to be waited for, at this moment. */
    @Transactional(readOnly = true)
    public RfqDates datesFromNow(RfqId id) {
        var vendor = report.find(id).orElseThrow().vendor();
        return RfqDates.from(DatabaseTime.now(clock), vendors.get(vendor).zone());
    }

    /**
     * Reminds the vendor's people of what still waits for their answer.
     *
     * @throws MailDeferred while the vendor is suspended
     */
    @Transactional
    public void remindVendor(RfqId id) {
        var rfq = report.find(id).orElseThrow();
        if (rfq.status() == RfqStatus.UNDER_REVIEW) {
            awaitResumption(rfq);
            mailVendor(rfq, ":" + REMINDER);
        }
    }

    /**
     * Ends what the vendor has not answered; a repeat changes nothing.
     *
     * @throws IllegalStateException when it was answered or withdrawn: the timer lost against a person
     * @throws MailDeferred while the vendor is suspended
     */
    @Transactional
    public void expire(RfqId id) {
        awaitResumption(report.find(id).orElseThrow());
        if (rfqs.expire(id.value(), DatabaseTime.now(clock)) == 1) {
            over(id);
            log.info("RFQ {} expired", id);
            return;
        }
        var status = report.find(id).orElseThrow().status();
        if (status != RfqStatus.EXPIRED) {
            throw new IllegalStateException("RFQ " + id + " is " + status + ", not unanswered");
        }
    }

    private void awaitResumption(RfqRow rfq) {
        if (vendors.get(rfq.vendor()).isSuspended()) {
            throw new MailDeferred();
        }
    }

    /** Queues the mails about a withdrawal to the vendor's people, if it had reached them. */
    @Transactional
    public void notifyVendorOfWithdrawal(RfqId id) {
        var rfq = report.find(id).orElseThrow();
        if (rfqs.findById(id.value()).orElseThrow().reachedVendor()) {
            mailVendor(rfq, ":" + WITHDRAWN);
        }
    }

    /** Nobody has to look at it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void over(RfqId id) {
        notifications.complete(
                id.value(),
                NotificationKind.RFQ_SUBMITTED,
                NotificationKind.RFQ_AWAITS_APPROVAL,
                NotificationKind.RFQ_SENT_BACK);
    }

    private void mailVendor(RfqRow rfq, String variant) {
        if (!vendors.get(rfq.vendor()).mutedNotices().contains(MailKind.RFQ_SUBMITTED.code())) {
            vendors.people(rfq.vendor()).stream()
                    .filter(person -> person.wantsEmail(MailKind.RFQ_SUBMITTED))
                    .forEach(person -> queue(MailKind.RFQ_SUBMITTED, rfq, person, variant));
        }
    }

    /** Queues the mail about the answer: to the person who submitted, or to the Customer Managers when that one has left. */
    @Transactional
    public void notifyCustomer(RfqId id) {
        var rfq = report.find(id).orElseThrow();
        recipients(company(id), rfq).stream()
                .filter(account -> account.wantsEmail(MailKind.RFQ_ANSWERED))
                .forEach(account -> queue(MailKind.RFQ_ANSWERED, rfq, account, ""));
    }

    /** Shows the vendor's people that an RFQ reached them, in that transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    void reachedVendor(RfqId id) {
        var rfq = report.find(id).orElseThrow();
        add(NotificationKind.RFQ_SUBMITTED, rfq.vendor().value(), rfq, id.value(), null, vendors.people(rfq.vendor()));
    }

    /** Shows the company's people the answer, in that transaction; the vendor's people have nothing to do any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void answered(RfqId id) {
        var rfq = report.find(id).orElseThrow();
        var company = company(id);
        notifications.complete(id.value(), NotificationKind.RFQ_SUBMITTED);
        add(NotificationKind.RFQ_ANSWERED, company.value(), rfq, id.value(), null, recipients(company, rfq));
    }

    /** Queues the mails to the Customer Managers, in the transaction that submits an RFQ for approval, or again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void awaitsApproval(CompanyId company, RfqId id) {
        var rfq = report.find(id).orElseThrow();
        var managers = active(users.members(company).stream()
                .filter(member -> member.active() && member.role() == Role.CUSTOMER_MANAGER)
                .toList());
        managers.stream()
                .filter(manager -> manager.wantsEmail(MailKind.RFQ_AWAITS_APPROVAL))
                .forEach(manager -> queueAnew(MailKind.RFQ_AWAITS_APPROVAL, rfq, manager));
        notifications.complete(id.value(), NotificationKind.RFQ_SENT_BACK);
        add(NotificationKind.RFQ_AWAITS_APPROVAL, company.value(), rfq, Ids.next(), rfq.submittedBy(), managers);
    }

    /** Queues the mail about a Customer Manager's decision to the person who submitted, in the deciding transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    void decided(CompanyId company, RfqId id, RfqApproval approval, AccountId by) {
        var rfq = report.find(id).orElseThrow();
        var kind = approval == RfqApproval.APPROVE ? MailKind.RFQ_APPROVED : MailKind.RFQ_SENT_BACK;
        var submitter = active(users.members(company).stream()
                .filter(member -> member.active() && member.account().equals(rfq.submittedBy()))
                .toList());
        submitter.stream()
                .filter(account -> account.wantsEmail(kind))
                .forEach(account -> queueAnew(kind, rfq, account));
        notifications.complete(id.value(), NotificationKind.RFQ_AWAITS_APPROVAL);
        add(
                approval == RfqApproval.APPROVE ? NotificationKind.RFQ_APPROVED : NotificationKind.RFQ_SENT_BACK,
                company.value(),
                rfq,
                Ids.next(),
                by,
                submitter);
    }

    private void add(
            NotificationKind kind,
            UUID organisation,
            RfqRow rfq,
            UUID occasion,
            @Nullable AccountId actor,
            List<AccountRow> recipients) {
        notifications.add(new Notifications.Event(kind, organisation, rfq.id().value(), occasion, actor), recipients);
    }

    private CompanyId company(RfqId id) {
        return rfqs.findById(id.value()).orElseThrow().company();
    }

    private List<AccountRow> active(List<MemberRow> members) {
        return members.stream()
                .flatMap(member -> accounts.find(member.account()).stream())
                .filter(AccountRow::active)
                .toList();
    }

    /** One of a kind that an RFQ may cause several times. */
    private void queueAnew(MailKind kind, RfqRow rfq, AccountRow recipient) {
        mails.add(
                kind,
                kind.code() + ":" + rfq.id() + ":" + recipient.id() + ":" + Ids.next(),
                recipient.email(),
                recipient.language(),
                null,
                rfq.vendor().value(),
                recipient.id().value());
    }

    private List<AccountRow> recipients(CompanyId company, RfqRow rfq) {
        var members = users.members(company).stream().filter(MemberRow::active).toList();
        var submitter = members.stream()
                .filter(member -> member.account().equals(rfq.submittedBy()))
                .toList();
        return active(
                submitter.isEmpty()
                        ? members.stream()
                                .filter(member -> member.role() == Role.CUSTOMER_MANAGER)
                                .toList()
                        : submitter);
    }

    private void queue(MailKind kind, RfqRow rfq, AccountRow recipient, String variant) {
        mails.add(
                kind,
                kind.code() + ":" + rfq.id() + ":" + recipient.id() + variant,
                recipient.email(),
                recipient.language(),
                null,
                rfq.vendor().value(),
                recipient.id().value());
    }
}
