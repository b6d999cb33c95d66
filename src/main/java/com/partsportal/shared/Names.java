package com.partsportal.shared;

/** Names of companies and persons: one line of {@link FreeText}, 1 to 200 characters, without links. */
public final class Names {

    static final int LONGEST = 200;

    private Names() {}

    /** The company's name as it is stored, or {@link InvalidValue} with field {@code companyName}. */
    public static String company(String typed) {
        return FreeText.name("companyName", typed, LONGEST, false);
    }

    /** The person's name as it is stored, or {@link InvalidValue} with field {@code name}. */
    public static String person(String typed) {
        return FreeText.name("name", typed, LONGEST, false);
    }
}
