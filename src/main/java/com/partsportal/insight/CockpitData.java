package com.partsportal.insight;

import com.partsportal.insight.InstanceHistoryReport.Durations;
import com.partsportal.insight.InstanceHistoryReport.Element;
import com.partsportal.insight.InstanceHistoryReport.Filter;
import com.partsportal.insight.InstanceHistoryReport.Instance;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the plug-in of Cockpit shows, for process owners on the portal's own session; {@code plugin-webapp/portal/app/plugin.js} reads it. */
@RestController
@RequestMapping("/insights/cockpit")
class CockpitData {

    /** Of definitions and instances; it never reaches a statement otherwise. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");

    /** Of a day as people mean it; ISO-8601 also knows years that no database keeps. */
    private static final int LENGTH_OF_DAY = "2026-01-01".length();

    private static final Duration COUNTED = Duration.ofDays(30);

    private static final List<String> TEXTS = List.of(
            "history",
            "none",
            "older",
            "newest",
            "key",
            "state",
            "any",
            "COMPLETED",
            "EXTERNALLY_TERMINATED",
            "INTERNALLY_TERMINATED",
            "how",
            "from",
            "to",
            "apply",
            "started",
            "ended",
            "duration",
            "version",
            "details",
            "running",
            "when",
            "what",
            "who",
            "took",
            "customer",
            "milestone",
            "timeline",
            "durations",
            "elements",
            "passed",
            "failed",
            "away");

    private final InstanceHistoryReport report;
    private final CustomerLookupReport customers;
    private final MessageSource messages;
    private final Clock clock;

    CockpitData(InstanceHistoryReport report, CustomerLookupReport customers, MessageSource messages, Clock clock) {
        this.report = report;
        this.customers = customers;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param more whether there are older ones */
    record Finished(List<Instance> instances, boolean more, Durations durations) {}

    /**
     * Something in the history of an instance.
     *
     * @param element of the model; null: it is of the customer's timeline
     * @param label of the timeline, or the name in the model
     * @param millis how long it took; null: no time, or it goes on
     */
    record Line(
            Instant at,
            @Nullable String element,
            @Nullable String label,
            @Nullable String person,
            @Nullable Long millis) {}

    record History(Instance instance, List<Line> lines) {}

    /** The plug-in's words, in the reader's language. */
    @GetMapping("/texts")
    Map<String, String> texts(Locale locale) {
        return TEXTS.stream()
                .collect(Collectors.toMap(
                        key -> key, key -> messages.getMessage("insight.cockpit." + key, null, locale)));
    }

    @GetMapping("/finished")
    Finished finished(
            @RequestParam(defaultValue = "") String definition,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String element,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String before) {
        var id = id(definition);
        var until = day(to);
        var instances = report.finished(
                id,
                new Filter(
                        text(key),
                        text(state),
                        text(element),
                        day(from),
                        until == null ? null : until.plus(Duration.ofDays(1)),
                        text(before)));
        return new Finished(instances, instances.size() == InstanceHistoryReport.PAGE, report.durations(id));
    }

    /** Milestones, and what the customer's timeline says of the same time, the oldest first. */
    @GetMapping("/instance")
    History instance(@RequestParam(defaultValue = "") String id, Locale locale) {
        var instance = report.find(id(id)).orElseThrow(NotFound::new);
        var milestones = report.milestones(instance.instance()).stream()
                .map(one -> new Line(one.at(), one.element(), one.name(), null, one.millis()));
        return new History(
                instance,
                Stream.concat(milestones, timeline(instance, locale))
                        .sorted(Comparator.comparing(Line::at))
                        .toList());
    }

    private Stream<Line> timeline(Instance instance, Locale locale) {
        if (instance.customer() == null || !instance.process().equals("customer-onboarding")) {
            return Stream.empty();
        }
        // the row is written in the transaction that starts or ends the instance, a moment before or after
        var from = instance.started().minusSeconds(1);
        var to = instance.ended() == null ? Instant.MAX : instance.ended().plusSeconds(1);
        return customers.timeline(instance.customer()).stream()
                .filter(line -> line.at().isAfter(from) && line.at().isBefore(to))
                .map(line -> new Line(
                        line.at(),
                        null,
                        messages.getMessage("insight.timeline." + line.type(), null, line.type(), locale),
                        line.person(),
                        null));
    }

    /** The counts of one version's elements. */
    @GetMapping("/elements")
    List<Element> elements(@RequestParam(defaultValue = "") String definition) {
        return report.elements(id(definition), DatabaseTime.now(clock).minus(COUNTED));
    }

    private static String id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new NotFound();
        }
        return id;
    }

    /** What cannot be meant filters nothing. */
    private static @Nullable String text(String text) {
        return ID.matcher(text.strip()).matches() ? text.strip() : null;
    }

    private static @Nullable Instant day(String day) {
        try {
            return day.length() != LENGTH_OF_DAY
                    ? null
                    : LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
