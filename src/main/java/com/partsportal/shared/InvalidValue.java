package com.partsportal.shared;

/**
 * A value that somebody typed and that breaks its rule. Never a bug: show it beside the field.
 * Holds the field's name, the key of the message and what the message names, such as the title of a column.
 */
public class InvalidValue extends IllegalArgumentException {

    private final String field;
    private final String code;
    private final transient Object[] args;

    /** @param args what the message names; none of it is logged */
    public InvalidValue(String field, String code, Object... args) {
        super(field + ": " + code);
        this.field = field;
        this.code = code;
        this.args = args;
    }

    /** What the message names. */
    public Object[] args() {
        return args.clone();
    }

    /** What kind of value it is, such as {@code email}; the form's field may be called otherwise. */
    public String field() {
        return field;
    }

    /** Stable code, such as {@code email.nonascii}. */
    public String code() {
        return code;
    }

    /** Key of the message for people, in {@code messages/shared.properties}. */
    public String messageKey() {
        return "shared." + code;
    }
}
