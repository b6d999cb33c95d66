package com.partsportal.insight;

import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How the pages of insights write numbers, in the reader's language: templates say {@code ${@insightFormats.value(…)}}. */
@Component("insightFormats")
class InsightFormats {

    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;

    private final MessageSource messages;

    InsightFormats(MessageSource messages) {
        this.messages = messages;
    }

    /** What a row of a chart is called. */
    public String label(Chart chart, Chart.Row row) {
        if (chart.id().equals("language")) {
            return language(row.label());
        }
        return row.code()
                ? messages.getMessage("insight." + chart.id() + "." + row.label(), null, locale())
                : row.label();
    }

    /** The name of a language, such as "German". */
    public String language(String code) {
        return Locale.forLanguageTag(code).getDisplayLanguage(locale());
    }

    /** A dash where there is nothing. */
    public String value(Chart.Format format, @Nullable Double value) {
        if (value == null) {
            return "–";
        }
        return switch (format) {
            case NUMBER -> numbers(0).format(value);
            case PERCENT -> NumberFormat.getPercentInstance(locale()).format(value);
            case DURATION -> duration(value);
        };
    }

    /** Minutes below an hour, hours below two days, then days. */
    public String duration(@Nullable Double seconds) {
        if (seconds == null) {
            return "–";
        }
        if (seconds < HOUR) {
            return text("insight.unit.minutes", numbers(0).format(Math.ceil(seconds / 60)));
        }
        return seconds < 2 * DAY
                ? text("insight.unit.hours", numbers(0).format(seconds / HOUR))
                : text("insight.unit.days", numbers(1).format(seconds / DAY));
    }

    /** In a file: hours, and rates as they are. */
    static String plain(Chart.Format format, @Nullable Double value) {
        if (value == null) {
            return "";
        }
        return switch (format) {
            case NUMBER -> String.format(Locale.ROOT, "%.0f", value);
            case PERCENT -> String.format(Locale.ROOT, "%.4f", value);
            case DURATION -> String.format(Locale.ROOT, "%.2f", value / HOUR);
        };
    }

    private String text(String key, String number) {
        return messages.getMessage(key, new Object[] {number}, locale());
    }

    private static NumberFormat numbers(int decimals) {
        var format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(decimals);
        return format;
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
