package com.partsportal.shared;

/** What people type into a search box. */
public final class SearchInput {

    private static final int LONGEST = 200;

    private SearchInput() {}

    /** Whether it can be searched for: at most 200 characters, none of them a control character. */
    public static boolean isValid(String typed) {
        return typed.length() <= LONGEST && typed.chars().noneMatch(Character::isISOControl);
    }
}
