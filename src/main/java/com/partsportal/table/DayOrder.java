package com.partsportal.table;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.ULocale;

/** In which order a file writes day, month and year in figures. */
public enum DayOrder {
    DAY_FIRST,
    MONTH_FIRST,
    /** Only with years of two digits: one of four is recognised wherever it is. */
    YEAR_FIRST;

    /**
     * As people of a country write it.
     *
     * @param region two letters of ISO 3166
     */
    public static DayOrder of(String region) {
        var language = ULocale.addLikelySubtags(new ULocale("und", region));
        var pattern = ((SimpleDateFormat) DateFormat.getDateInstance(DateFormat.SHORT, language)).toPattern();
        if (pattern.indexOf('y') < pattern.indexOf('d')) {
            return YEAR_FIRST;
        }
        return pattern.indexOf('M') < pattern.indexOf('d') ? MONTH_FIRST : DAY_FIRST;
    }
}
