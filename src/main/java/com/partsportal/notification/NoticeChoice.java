package com.partsportal.notification;

import com.partsportal.account.AccountRow;
import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.mail.MailKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of notice that a person may want or not.
 *
 * @param code of the notification and of the email about it
 * @param inPortal whether there is a notification
 * @param byEmail whether there is an email
 */
record NoticeChoice(String code, boolean inPortal, boolean byEmail) {

    private static final List<NoticeChoice> OF_INVITATIONS = List.of(
            of(NotificationKind.NEW_INVITATION_ASKED),
            of(NotificationKind.DELIVERY_FAILED),
            email(MailKind.INVITATION_ACCEPTED),
            of(NotificationKind.INVITATION_DECLINED),
            of(NotificationKind.INVITATION_EXPIRED));

    private static final List<NoticeChoice> OF_RFQS = List.of(
            of(NotificationKind.RFQ_ANSWERED),
            of(NotificationKind.RFQ_APPROVED),
            of(NotificationKind.RFQ_SENT_BACK),
            email(MailKind.NEW_PARTS));

    private static final NoticeChoice QUESTIONS = new NoticeChoice(NotificationKind.SUPPORT_ASKED.code(), true, false);

    /** The notices that this person can get in the membership they act in. */
    static List<NoticeChoice> of(SignedIn person) {
        if (person.isStaff()) {
            return person.is(Role.SUPPORT) || person.is(Role.SUPPORT_LEAD)
                    ? List.of(of(NotificationKind.SUPPORT_CASE))
                    : List.of();
        }
        var choices = person.vendorId() != null
                ? Stream.concat(Stream.of(of(NotificationKind.RFQ_SUBMITTED)), OF_INVITATIONS.stream())
                : person.is(Role.CUSTOMER_MANAGER)
                        ? Stream.of(
                                        Stream.of(of(NotificationKind.RFQ_AWAITS_APPROVAL)),
                                        OF_RFQS.stream(),
                                        OF_INVITATIONS.stream())
                                .flatMap(all -> all)
                        : OF_RFQS.stream();
        return Stream.concat(choices, Stream.of(QUESTIONS)).toList();
    }

    /** As in {@link AccountRow#muted}. */
    Stream<String> channels() {
        return Stream.of(inPortal ? AccountRow.PORTAL + code : "", byEmail ? AccountRow.EMAIL + code : "")
                .filter(channel -> !channel.isEmpty());
    }

    /** What of these channels is not wanted. */
    static Set<String> muted(Set<String> offered, String[] wanted) {
        var kept = Set.copyOf(Arrays.asList(wanted));
        return offered.stream().filter(channel -> !kept.contains(channel)).collect(Collectors.toSet());
    }

    private static NoticeChoice of(NotificationKind kind) {
        return new NoticeChoice(kind.code(), true, true);
    }

    private static NoticeChoice email(MailKind kind) {
        return new NoticeChoice(kind.code(), false, true);
    }
}
