package com.partsportal.webhook;

import com.partsportal.mail.Mail;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.mail.QueuedMail;
import com.partsportal.mail.QueuedMailContent;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Links;
import com.partsportal.vendor.Vendors;
import java.net.URI;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Notifies the Vendor Admins by email that an endpoint is off. */
@Component
class WebhookNotices implements QueuedMailContent {

    private final WebhookEndpointRepository endpoints;
    private final Vendors vendors;
    private final MailQueue mails;
    private final Links links;

    WebhookNotices(WebhookEndpointRepository endpoints, Vendors vendors, MailQueue mails, Links links) {
        this.endpoints = endpoints;
        this.vendors = vendors;
        this.mails = mails;
        this.links = links;
    }

    void switchedOff(WebhookEndpoint endpoint) {
        vendors.responsible(endpoint.vendor(), null)
                .forEach(admin -> mails.add(
                        MailKind.WEBHOOK_SWITCHED_OFF,
                        MailKind.WEBHOOK_SWITCHED_OFF.code() + ":" + endpoint.id() + ":" + Ids.next(),
                        admin.email(),
                        admin.language(),
                        null,
                        endpoint.vendor().value(),
                        admin.id().value()));
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.WEBHOOK_SWITCHED_OFF);
    }

    /** Not wanted any more once somebody switched it on again or removed it. */
    @Override
    public Optional<Mail> compose(QueuedMail mail) {
        return endpoints
                .findById(Ids.parse(mail.key().split(":")[1]))
                .filter(endpoint -> !endpoint.isActive())
                .map(endpoint -> {
                    var vendor = vendors.get(endpoint.vendor());
                    var model = new HashMap<String, Object>();
                    model.put("vendor", vendor.name());
                    // its host: an email has one address that leads somewhere
                    model.put("host", URI.create(endpoint.url()).getHost());
                    return mail.mail(vendor.name(), links.to("/vendor/webhooks/" + endpoint.id()), model);
                });
    }
}
