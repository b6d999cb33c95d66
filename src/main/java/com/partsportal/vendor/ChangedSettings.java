package com.partsportal.vendor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which settings of a vendor were changed, for the audit: {@code name=value, …} of those that differ. Of an address only
 * that there is one.
 */
record ChangedSettings(String before, String after) {

    static ChangedSettings between(VendorRow before, VendorRow after) {
        var old = values(before);
        var now = values(after);
        if (!Objects.equals(before.choices().contactEmail(), after.choices().contactEmail())) {
            old.put("contactEmail", before.choices().contactEmail() == null ? "none" : "set");
            now.put("contactEmail", after.choices().contactEmail() == null ? "none" : "changed");
        }
        return new ChangedSettings(differing(old, now), differing(now, old));
    }

    boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    private static Map<String, String> values(VendorRow vendor) {
        var choices = vendor.choices();
        var values = new LinkedHashMap<String, String>();
        values.put("partsPolicy", vendor.partsPolicy().name());
        values.put("language", vendor.language().getLanguage());
        values.put("timeZone", vendor.zone().getId());
        values.put("country", vendor.region());
        values.put("delimiter", String.valueOf(choices.delimiter()));
        values.put("mutedNotices", String.join(" ", new TreeSet<>(vendor.mutedNotices())));
        values.put("reinvitesExpired", String.valueOf(choices.reinvitesExpired()));
        values.put("officeHours", String.valueOf(choices.officeHours()));
        values.put("newPartsEmail", String.valueOf(choices.newPartsEmail()));
        return values;
    }

    private static String differing(Map<String, String> of, Map<String, String> from) {
        return of.entrySet().stream()
                .filter(setting -> !setting.getValue().equals(from.get(setting.getKey())))
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(", "));
    }
}
