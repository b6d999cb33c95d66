package com.partsportal.shared;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;

/** The time zone in which a page writes instants for readers who have no setting for it: that of their browser. */
public final class ReaderZone {

    private ReaderZone() {}

    /** UTC where the browser has not named one yet. */
    public static ZoneId get() {
        return LocaleContextHolder.getLocaleContext() instanceof TimeZoneAwareLocaleContext context
                        && context.getTimeZone() != null
                ? context.getTimeZone().toZoneId()
                : ZoneOffset.UTC;
    }
}
