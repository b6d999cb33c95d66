package com.partsportal.shared;

/** What separates the cells of a line in files that we write. */
public enum CsvDelimiter {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char character;

    CsvDelimiter(char character) {
        this.character = character;
    }

    /** The character itself. */
    public char character() {
        return character;
    }
}
