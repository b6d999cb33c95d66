package com.partsportal.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values that a person corrected on the preview of a file. They belong to a line of a sheet and to a field, not to a column:
 * when the columns are read otherwise, they stay.
 *
 * @param byLine values by field, by sheet and line
 */
public record Corrections(Map<String, Map<String, String>> byLine) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Corrections {
        byLine = Map.copyOf(byLine);
    }

    /** What {@link #code} stored; none for an empty text. */
    public static Corrections ofCode(String code) {
        try {
            return new Corrections(code.isEmpty() ? Map.of() : JSON.readValue(code, new TypeReference<>() {}));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("corrections that were not stored by this class", broken);
        }
    }

    /** As they are stored. */
    public String code() {
        try {
            return byLine.isEmpty() ? "" : JSON.writeValueAsString(byLine);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** These and more, without what no database keeps; of two for one field the new one counts. */
    public Corrections with(int sheet, long line, Map<String, String> values) {
        if (values.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(byLine);
        var ofLine = new HashMap<>(all.getOrDefault(key(sheet, line), Map.of()));
        values.forEach((field, value) -> ofLine.put(field, value.replace("\0", "")));
        all.put(key(sheet, line), ofLine);
        return new Corrections(all);
    }

    boolean has(int sheet, long line) {
        return byLine.containsKey(key(sheet, line));
    }

    Optional<String> value(int sheet, long line, String field) {
        return Optional.ofNullable(
                byLine.getOrDefault(key(sheet, line), Map.of()).get(field));
    }

    private static String key(int sheet, long line) {
        return sheet + ":" + line;
    }
}
