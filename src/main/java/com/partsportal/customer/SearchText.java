package com.partsportal.customer;

import com.partsportal.shared.Folding;
import com.partsportal.shared.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the list's search looks into: the folded company name, the address, the phone number and the vendor's own number, one a line. */
public final class SearchText {

    private static final Pattern PHONE = Pattern.compile("(?=.*[0-9])[+0-9 ()./-]{4,}");

    private SearchText() {}

    /** Of a customer as its row has it. */
    public static String of(String companyName, String email, @Nullable String phone, @Nullable String externalId) {
        return Folding.fold(companyName)
                + "\n"
                + email
                + "\n"
                + (phone == null ? "" : phone)
                + (externalId == null ? "" : "\n" + Folding.fold(externalId));
    }

    /**
     * Patterns of {@code like} for what a person typed: folded like what is stored; a phone number also by its digits and
     * in its stored form.
     *
     * @param region where a national phone number belongs, two letters of ISO 3166
     */
    static List<String> patterns(String typed, String region) {
        var texts = new LinkedHashSet<String>(List.of(Folding.fold(typed)));
        if (PHONE.matcher(typed).matches()) {
            texts.add(typed.replaceAll("[^0-9]", ""));
            PhoneNumber.stored(typed, region).ifPresent(texts::add);
        }
        return texts.stream()
                .map(text -> "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toList();
    }
}
