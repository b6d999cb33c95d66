package com.partsportal.part;

import java.util.List;

/** What a file of parts holds: the good ones, and what is wrong with the others. */
public record PartsFile(List<NewPart> parts, List<Problem> problems) {

    public PartsFile {
        parts = List.copyOf(parts);
        problems = List.copyOf(problems);
    }

    /**
     * @param line in the file, the header is 1
     * @param code stable, such as {@code malformed} or {@code duplicate-in-file}
     */
    public record Problem(long line, String code, String message) {}
}
