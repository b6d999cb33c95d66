package com.partsportal.part;

import com.partsportal.table.DayQuestion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file of parts holds: the good ones, and what is wrong with the others.
 *
 * @param ignoredColumns titles of the columns that are not used
 * @param question about its days, when they can be read in two ways; null when they cannot
 */
public record PartsFile(
        List<NewPart> parts,
        List<Problem> problems,
        List<String> ignoredColumns,
        @Nullable DayQuestion question) {

    public PartsFile {
        parts = List.copyOf(parts);
        problems = List.copyOf(problems);
        ignoredColumns = List.copyOf(ignoredColumns);
    }

    /**
     * A row that stays out.
     *
     * @param line in the file, from 1
     * @param code stable: {@code malformed}, {@code duplicate-in-file} or {@code total-line}
     * @param field that is wrong, as {@link com.partsportal.table.Headings#fields} names it; null for the whole row
     * @param values what the row has for each field; empty for nothing
     */
    public record Problem(long line, String code, @Nullable String field, String message, Map<String, String> values) {

        /** The message, with the field that is wrong in front. */
        String text() {
            return field == null ? message : field + ": " + message;
        }
    }
}
