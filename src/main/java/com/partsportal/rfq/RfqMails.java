package com.partsportal.rfq;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailDeferred;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.Links;
import com.partsportal.vendor.Vendors;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What the mails about RFQs say, written from the rows in the moment in which they are sent. They wait while the vendor is
 * suspended: nobody could open what they link to.
 */
@Component
class RfqMails implements QueuedMailContent {

    private final RfqReport rfqs;
    private final Vendors vendors;
    private final Links links;

    RfqMails(RfqReport rfqs, Vendors vendors, Links links) {
        this.rfqs = rfqs;
        this.vendors = vendors;
        this.links = links;
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(
                MailKind.RFQ_SUBMITTED,
                MailKind.RFQ_ANSWERED,
                MailKind.RFQ_AWAITS_APPROVAL,
                MailKind.RFQ_APPROVED,
                MailKind.RFQ_SENT_BACK);
    }

    @Override
    public Optional<Mail> compose(QueuedMail mail) {
        var key = mail.key().split(":");
        var id = RfqId.of(key[1]);
        var variant = mail.kind() == MailKind.RFQ_SUBMITTED && key.length > 3 ? key[3] : "";
        return rfqs.find(id)
                .filter(rfq -> isTrue(mail.kind(), variant, rfq.status()))
                .map(rfq -> {
                    var vendor = vendors.get(rfq.vendor());
                    if (vendor.isSuspended()) {
                        throw new MailDeferred();
                    }
                    var model = new HashMap<String, Object>();
                    model.put("vendor", rfq.vendorName());
                    model.put("company", rfq.company());
                    model.put("reference", rfq.reference());
                    model.put("parts", rfq.parts());
                    if (mail.kind() == MailKind.RFQ_SUBMITTED) {
                        model.put("variant", variant.isEmpty() ? "" : "." + variant);
                        model.put(
                                "neededBy",
                                rfq.neededBy() == null ? null : rfq.neededBy().toString());
                        return mail.mail(rfq.vendorName(), links.to("/vendor/rfqs/" + id), model);
                    }
                    model.put("answer", rfq.status().name());
                    model.put("by", rfq.submittedByName());
                    model.put("reason", rfq.decisionReason());
                    // what is said within the company is from the portal, not from the vendor
                    return mail.kind() == MailKind.RFQ_ANSWERED
                            ? mail.mail(rfq.vendorName(), links.to("/portal/rfqs/" + id), model)
                                    .answeredTo(vendor.choices().contactEmail())
                            : mail.mail(null, links.to("/portal/rfqs/" + id), model);
                });
    }

    /** Whether the mail still says what is so: an RFQ may have moved on before it is sent. */
    private static boolean isTrue(MailKind kind, String variant, RfqStatus status) {
        return switch (kind) {
            case RFQ_SUBMITTED ->
                variant.equals(RfqNotices.WITHDRAWN)
                        || status != RfqStatus.WITHDRAWN
                                && (status == RfqStatus.UNDER_REVIEW || !variant.equals(RfqNotices.REMINDER));
            case RFQ_AWAITS_APPROVAL -> status == RfqStatus.AWAITING_APPROVAL;
            case RFQ_SENT_BACK -> status == RfqStatus.SENT_BACK || status == RfqStatus.NOT_APPROVED;
            default -> true;
        };
    }
}
