package com.partsportal.customer;

import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.Reinvitations;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends a new invitation to a contact who requests one from an expired link, if the vendor's settings allow it. */
@Component
class ContactReinvitations implements Reinvitations {

    private static final Logger log = LoggerFactory.getLogger(ContactReinvitations.class);

    private final Customers customers;
    private final Vendors vendors;

    ContactReinvitations(Customers customers, Vendors vendors) {
        this.customers = customers;
        this.vendors = vendors;
    }

    @Override
    public boolean reinvite(InvitationSnapshot expired) {
        if (expired.kind() != InvitationKind.CONTACT) {
            return false;
        }
        var vendor = new VendorId(Objects.requireNonNull(expired.vendorId()));
        var row = vendors.get(vendor);
        if (!row.choices().reinvitesExpired() || row.isSuspended()) {
            return false;
        }
        try {
            customers.invite(vendor, new CustomerId(Objects.requireNonNull(expired.customerId())), null);
            log.info("invitation {}: a new one was sent at the contact's request", expired.id());
            return true;
        } catch (Refused | TooManyRequests | NotFound notNow) {
            return false;
        }
    }
}
