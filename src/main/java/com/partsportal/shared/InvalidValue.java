package com.partsportal.shared;

/**
 * A value that somebody typed and that breaks its rule. Never a bug: show it beside the field.
 * Holds the field's name and the key of the message, never what was typed.
 */
public class InvalidValue extends IllegalArgumentException {

    private final String field;
    private final String code;

    public InvalidValue(String field, String code) {
        super(field + ": " + code);
        this.field = field;
        this.code = code;
    }

    /** What kind of value it is, such as {@code email}; the form's field may be called otherwise. */
    public String field() {
        return field;
    }

    /** Stable code, such as {@code email.nonascii}. */
    public String code() {
        return code;
    }

    /** Key of the words for people, in {@code messages/shared.properties}. */
    public String messageKey() {
        return "shared." + code;
    }
}
