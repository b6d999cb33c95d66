package com.partsportal.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run has measured, and which of its demands were not met. */
final class Figures {

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> unmet = new ArrayList<>();

    synchronized void note(String what, Object value) {
        values.put(what, value);
    }

    /** Of several the longest. */
    synchronized void slowest(String what, Duration took) {
        values.merge(what, took, (known, next) -> ((Duration) known).compareTo((Duration) next) > 0 ? known : next);
    }

    synchronized void require(String what, boolean met) {
        if (!met) {
            unmet.add(what);
        }
    }

    synchronized List<String> unmet() {
        return List.copyOf(unmet);
    }

    /** A table, in Markdown. */
    synchronized String table() {
        var table = new StringBuilder("| figure | |\n|---|---|\n");
        values.forEach((what, value) -> table.append("| ")
                .append(what)
                .append(" | ")
                .append(words(value))
                .append(" |\n"));
        return table.toString();
    }

    private static String words(Object value) {
        if (value instanceof Duration took) {
            return took.toSeconds() < 1 ? took.toMillis() + " ms" : String.format("%.1f s", took.toMillis() / 1000.0);
        }
        return value.toString();
    }
}
