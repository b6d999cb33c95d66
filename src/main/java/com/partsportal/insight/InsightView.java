package com.partsportal.insight;

import com.partsportal.shared.CsvDownload;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Languages;
import com.partsportal.shared.NotFound;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the process owner's and the vendor's insights have in common: the same page and files, over all or over one's own. */
@Component
class InsightView {

    private final InsightCharts charts;
    private final Vendors vendors;
    private final Languages languages;
    private final InsightFormats formats;
    private final MessageSource messages;
    private final Clock clock;

    InsightView(
            InsightCharts charts,
            Vendors vendors,
            Languages languages,
            InsightFormats formats,
            MessageSource messages,
            Clock clock) {
        this.charts = charts;
        this.vendors = vendors;
        this.languages = languages;
        this.formats = formats;
        this.messages = messages;
        this.clock = clock;
    }

    /** What the page's URL says; what is unknown there counts as not chosen. */
    InsightFilter filter(@Nullable UUID vendor, @Nullable ZoneId zone, Query query) {
        return new InsightFilter(
                vendor,
                query.ranking() == null || query.ranking().isBlank() ? null : query.ranking(),
                query.language() != null && languages.has(query.language()) ? query.language() : null,
                Arrays.stream(InsightFilter.PERIODS)
                        .filter(known -> Integer.toString(known).equals(query.days()))
                        .findFirst()
                        .orElse(InsightFilter.PERIODS[1]),
                DatabaseTime.now(clock),
                zone == null ? ZoneOffset.UTC : zone);
    }

    /** As the URL has it. */
    record Query(
            @Nullable String days,
            @Nullable String ranking,
            @Nullable String language) {}

    void fill(Model model, InsightFilter filter) {
        var insights = charts.of(filter);
        model.addAttribute("insights", insights);
        model.addAttribute(
                "picture",
                LinePicture.of(Objects.requireNonNull(insights.charts().get("weeks"))));
        model.addAttribute("filter", filter);
        model.addAttribute("periods", InsightFilter.PERIODS);
        model.addAttribute(
                "languages", languages.all().stream().map(Locale::getLanguage).toList());
        if (filter.vendor() != null) {
            model.addAttribute("rankings", vendors.rankings(new VendorId(filter.vendor())));
        }
    }

    /** One chart as a file. */
    void write(@Nullable String chart, InsightFilter filter, HttpServletResponse response) throws IOException {
        write(chart == null ? null : charts.of(filter).charts().get(chart), response);
    }

    /** @throws NotFound when there is no such chart */
    void write(@Nullable Chart wanted, HttpServletResponse response) throws IOException {
        if (wanted == null) {
            throw new NotFound();
        }
        var heads = new ArrayList<>(List.of(text("insight.head." + wanted.id())));
        wanted.columns()
                .forEach(column -> heads.add(text("insight.column." + column.id())
                        + (column.format() == Chart.Format.DURATION ? " (h)" : "")));
        try (var file = new CsvDownload(response, wanted.id() + ".csv", heads, ',')) {
            for (var row : wanted.rows()) {
                var cells = new ArrayList<String>();
                cells.add(formats.label(wanted, row));
                for (var column = 0; column < wanted.columns().size(); column++) {
                    cells.add(InsightFormats.plain(
                            wanted.columns().get(column).format(), row.values().get(column)));
                }
                file.add(cells.stream());
            }
        }
    }

    private String text(String key) {
        Locale locale = LocaleContextHolder.getLocale();
        return messages.getMessage(key, null, locale);
    }
}
