package com.partsportal.shared;

import java.text.Collator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The countries of ISO 3166-1 by their codes of two letters; templates know this as {@code @countries}. */
@Component("countries")
public class Countries {

    private static final Set<String> CODES = Set.copyOf(List.of(Locale.getISOCountries()));

    /** Whether this is a country code of ISO 3166-1, two upper-case letters. */
    public static boolean isKnown(String code) {
        return CODES.contains(code);
    }

    /** In the reader's language; empty for none. */
    public String name(@Nullable String code) {
        return code == null ? "" : name(code, LocaleContextHolder.getLocale());
    }

    /** All codes with their names in the reader's language, in its order. */
    public Map<String, String> all() {
        var language = LocaleContextHolder.getLocale();
        var byName = new TreeMap<String, String>(Collator.getInstance(language));
        CODES.forEach(code -> byName.put(name(code, language), code));
        var all = new LinkedHashMap<String, String>();
        byName.forEach((name, code) -> all.put(code, name));
        return all;
    }

    private static String name(String code, Locale language) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(language);
    }
}
