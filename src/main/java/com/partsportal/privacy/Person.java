package com.partsportal.privacy;

import com.partsportal.shared.EmailAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person about whom the portal keeps data: a login, or an address that only ever received emails.
 *
 * @param account the login; null: there is none
 * @param name of the login; null: there is none
 * @param addresses the present one and earlier ones, in their normal form
 * @param vendors whose people or contacts this person is or was
 * @param companies whose people this person is or was
 * @param processKeys business keys of the process instances about this person
 */
public record Person(
        @Nullable UUID account,
        @Nullable String name,
        Set<EmailAddress> addresses,
        Set<UUID> vendors,
        Set<UUID> companies,
        Set<UUID> processKeys) {

    /** Put into a text in place of a name or an address. */
    public static final String ERASED = "[erased]";

    /** Put where a name is required. */
    public static final String ERASED_NAME = "Erased person";

    private static final int SHORTEST_NAME = 3;

    public Person {
        addresses = Set.copyOf(addresses);
        vendors = Set.copyOf(vendors);
        companies = Set.copyOf(companies);
        processKeys = Set.copyOf(processKeys);
    }

    static Person of(EmailAddress address) {
        return new Person(null, null, Set.of(address), Set.of(), Set.of(), Set.of());
    }

    /** Put where an address is required and has to be unique: RFC 2606 keeps {@code .invalid} from ever being one. */
    public static EmailAddress erasedAddress(UUID row) {
        return new EmailAddress("erased-" + row + "@erased.invalid");
    }

    /** The same person, with the login found and its name and address. */
    public Person withLogin(UUID login, String itsName, EmailAddress address) {
        return new Person(login, itsName, more(addresses, Set.of(address)), vendors, companies, processKeys);
    }

    /** The same person, with these addresses as well. */
    public Person withAddresses(Collection<EmailAddress> others) {
        return new Person(account, name, more(addresses, others), vendors, companies, processKeys);
    }

    /** The same person, with these vendors as well. */
    public Person withVendors(Collection<UUID> others) {
        return new Person(account, name, addresses, more(vendors, others), companies, processKeys);
    }

    /** The same person, with these companies as well. */
    public Person withCompanies(Collection<UUID> others) {
        return new Person(account, name, addresses, vendors, more(companies, others), processKeys);
    }

    /** The same person, with these business keys as well. */
    public Person withProcessKeys(Collection<UUID> others) {
        return new Person(account, name, addresses, vendors, companies, more(processKeys, others));
    }

    private static <T> Set<T> more(Set<T> known, Collection<T> others) {
        var all = new LinkedHashSet<>(known);
        all.addAll(others);
        return all;
    }

    /** Name and addresses, as whole words, as a regular expression of PostgreSQL. */
    private String pattern() {
        var texts = addresses.stream().map(EmailAddress::value);
        if (name != null && name.length() >= SHORTEST_NAME) {
            texts = Stream.concat(texts, Stream.of(name));
        }
        return texts.map(text -> text.replaceAll("[^\\p{L}\\p{N} ]", "\\\\$0"))
                .collect(Collectors.joining("|", "\\y(?:", ")\\y"));
    }

    /**
     * Named parameters for a statement: {@code account}, the arrays {@code addresses}, {@code vendors},
     * {@code companies}, and {@code pattern} for {@code ~*} and {@code regexp_replace(…, 'gi')}.
     */
    Map<String, @Nullable Object> parameters() {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("account", account);
        parameters.put("addresses", addresses.stream().map(EmailAddress::value).toArray(String[]::new));
        parameters.put("vendors", vendors.toArray(UUID[]::new));
        parameters.put("companies", companies.toArray(UUID[]::new));
        parameters.put("pattern", pattern());
        return parameters;
    }
}
