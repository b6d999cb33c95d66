package com.partsportal.customer;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Folding;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which customers a vendor has already, by address and by name. */
@Service
public class KnownCustomers {

    private final CustomerRepository customers;
    private final Clock clock;

    KnownCustomers(CustomerRepository customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    /** Whether the vendor has another customer of the same name, case and accents folded: a warning, no obstacle. */
    @Transactional(readOnly = true)
    public boolean hasNamesake(VendorId vendor, CustomerId customer) {
        var found = find(vendor, customer);
        return customers.existsByVendorIdAndCompanySortAndIdNot(
                vendor.value(), Folding.fold(found.companyName()), customer.value());
    }

    /** The vendor's customer with this address. */
    public Optional<CustomerId> byEmail(VendorId vendor, EmailAddress email) {
        return customers.findByVendorIdAndEmail(vendor.value(), email.value()).map(Customer::id);
    }

    /** A customer that has an address. */
    public record Known(CustomerId id, CustomerStatus status) {}

    /** The vendor's customers among these addresses (each an {@link EmailAddress#value}), by address. */
    @Transactional(readOnly = true)
    public Map<String, Known> byEmails(VendorId vendor, Collection<String> emails) {
        var now = DatabaseTime.now(clock);
        return customers.findByVendorIdAndEmailIn(vendor.value(), emails).stream()
                .collect(Collectors.toMap(
                        customer -> customer.email().value(),
                        customer -> new Known(customer.id(), customer.status(now))));
    }

    /** Those of these numbers of the vendor's own that customers have. */
    @Transactional(readOnly = true)
    public Set<String> takenExternalIds(VendorId vendor, Collection<String> externalIds) {
        return externalIds.isEmpty() ? Set.of() : customers.externalIds(vendor.value(), externalIds);
    }

    private Customer find(VendorId vendor, CustomerId id) {
        return customers.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }
}
