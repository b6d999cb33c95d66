package com.partsportal.part;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.Links;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the mails about RFQs say, written from the rows in the moment in which they are sent. */
@Component
class RfqMails implements QueuedMailContent {

    private final ObjectProvider<Rfqs> rfqs;
    private final Links links;

    /** The door is looked up late, since it adds to the queue of mails. */
    RfqMails(ObjectProvider<Rfqs> rfqs, Links links) {
        this.rfqs = rfqs;
        this.links = links;
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.RFQ_SUBMITTED, MailKind.RFQ_ANSWERED);
    }

    @Override
    public Optional<Mail> compose(QueuedMail mail) {
        var id = RfqId.of(mail.key().split(":")[1]);
        return rfqs.getObject().find(id).map(rfq -> {
            var model = new HashMap<String, Object>();
            model.put("vendor", rfq.vendorName());
            model.put("company", rfq.company());
            model.put("reference", rfq.reference());
            model.put("parts", rfq.parts());
            if (mail.kind() == MailKind.RFQ_SUBMITTED) {
                model.put(
                        "neededBy",
                        rfq.neededBy() == null ? null : rfq.neededBy().toString());
                return mail.mail(rfq.vendorName(), links.to("/vendor/rfqs/" + id), model);
            }
            model.put("answer", rfq.status().name());
            return mail.mail(rfq.vendorName(), links.to("/portal/rfqs/" + id), model);
        });
    }
}
