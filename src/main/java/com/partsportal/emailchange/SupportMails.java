package com.partsportal.emailchange;

import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.notification.NotificationKind;
import com.partsportal.notification.Notifications;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Links;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Emails to support's own people, queued in the caller's transaction: number and kind of a case and a link to it, never
 * whom it concerns. A key holds the id of the case, what happened and the id of the recipient.
 */
@Component
class SupportMails implements QueuedMailContent {

    private static final String OPENED = "opened";
    private static final String OVERDUE = "overdue";
    private static final String CHANGE = "EMAIL_CHANGE";

    private final SupportCaseRepository cases;
    private final StoredChanges changes;
    private final Accounts accounts;
    private final MailQueue queue;
    private final Links links;
    private final Notifications notifications;

    SupportMails(
            SupportCaseRepository cases,
            StoredChanges changes,
            Accounts accounts,
            MailQueue queue,
            Links links,
            Notifications notifications) {
        this.cases = cases;
        this.changes = changes;
        this.accounts = accounts;
        this.queue = queue;
        this.links = links;
        this.notifications = notifications;
    }

    /** Everybody of support: a case that cannot wait is open. */
    void alertStaff(SupportCaseId id) {
        add(id.value(), OPENED, List.of(Role.SUPPORT, Role.SUPPORT_LEAD));
    }

    /** The lead: nobody handled this case in time; each escalation of it has its own number. */
    void alertLead(SupportCaseId id, long number) {
        add(id.value(), OVERDUE + number, List.of(Role.SUPPORT_LEAD));
    }

    /** The lead: nobody decided this request in time; each escalation of it has its own number. */
    void alertLead(EmailChangeId id, long number) {
        add(id.value(), OVERDUE + number, List.of(Role.SUPPORT_LEAD));
    }

    private void add(UUID id, String what, List<Role> roles) {
        var people = accounts.activeStaff(roles);
        people.stream()
                .filter(person -> person.wantsEmail(MailKind.SUPPORT_ESCALATED))
                .forEach(person -> add(id + ":" + what, person));
        notifications.add(new Notifications.Event(NotificationKind.SUPPORT_CASE, null, id, Ids.next(), null), people);
    }

    /** The case is closed: nobody has to look. */
    void complete(SupportCaseId id) {
        notifications.complete(id.value(), NotificationKind.SUPPORT_CASE);
    }

    private void add(String key, AccountRow person) {
        queue.add(
                MailKind.SUPPORT_ESCALATED,
                MailKind.SUPPORT_ESCALATED.code() + ":" + key + ":"
                        + person.id().value(),
                person.email(),
                person.language(),
                null,
                null,
                person.id().value());
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.SUPPORT_ESCALATED);
    }

    /** Nothing when the case is closed meanwhile. */
    @Override
    public Optional<Mail> compose(QueuedMail mail) {
        var key = mail.key().split(":");
        var id = UUID.fromString(key[1]);
        var link = links.to("/email-change/cases/" + id);
        var overdue = !key[2].equals(OPENED);
        return cases.findById(id)
                .map(SupportCase::view)
                .filter(SupportCaseView::open)
                .map(found -> model(found.number(), found.kind().name(), overdue))
                .or(() -> changes.find(new EmailChangeId(id))
                        .filter(change -> change.state() == ChangeState.OPEN)
                        .map(change -> model(change.number(), CHANGE, overdue)))
                .map(model -> mail.mail(null, link, model));
    }

    private static Map<String, Object> model(long number, String kind, boolean overdue) {
        var model = new HashMap<String, Object>();
        model.put("number", String.valueOf(number));
        model.put("kind", kind);
        model.put("overdue", overdue);
        return model;
    }
}
