package com.partsportal.customer;

import com.partsportal.vendor.VendorId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/**
 * What was typed for a new customer whose email is previewed: kept in the session for the frame that shows the email, until
 * another one is previewed or the customer is saved.
 *
 * @param id in the frame's URL
 */
record KeptPreview(String id, String vendor, CustomerForm form) implements Serializable {

    private static final String KEPT = "portal.customerPreview";

    static KeptPreview keep(HttpServletRequest request, VendorId vendor, CustomerForm form) {
        var preview = new KeptPreview(UUID.randomUUID().toString(), vendor.toString(), form);
        request.getSession().setAttribute(KEPT, preview);
        return preview;
    }

    static Optional<KeptPreview> kept(HttpServletRequest request, VendorId vendor, String id) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> session.getAttribute(KEPT))
                .filter(KeptPreview.class::isInstance)
                .map(KeptPreview.class::cast)
                .filter(preview -> preview.id().equals(id) && preview.vendor().equals(vendor.toString()));
    }

    static void forget(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(KEPT) != null) {
            session.removeAttribute(KEPT);
        }
    }
}
