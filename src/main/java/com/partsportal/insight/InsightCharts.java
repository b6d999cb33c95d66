package com.partsportal.insight;

import com.partsportal.insight.Chart.Column;
import com.partsportal.insight.Chart.Format;
import com.partsportal.insight.Chart.Row;
import com.partsportal.insight.Chart.Shape;
import com.partsportal.insight.InsightReport.Group;
import com.partsportal.insight.InsightReport.Span;
import com.partsportal.shared.DateFormats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The charts and tiles of the insights, from the report. */
@Component
class InsightCharts {

    private static final List<String> DIMENSIONS = List.of("vendor", "ranking", "language", "policy");
    private static final List<String> STAGES = List.of("DRAFT", "WAITING", "UNDELIVERED", "UNOPENED", "OPENED");
    private static final Duration LATELY = Duration.ofDays(30);

    private final InsightReport report;
    private final DateFormats dates;

    InsightCharts(InsightReport report, DateFormats dates) {
        this.report = report;
        this.dates = dates;
    }

    /**
     * @param charts by id
     * @param saved how many customers the period has: none, and there is nothing to draw
     * @param words what people wrote who declined
     */
    record Insights(Tiles tiles, Map<String, Chart> charts, long saved, List<InsightReport.Words> words) {}

    /**
     * @param open invitations now
     * @param acceptedLately in 30 days
     * @param stuck open ones whose email did not arrive
     * @param expiring open ones, within seven days
     */
    record Tiles(
            long open,
            long acceptedLately,
            @Nullable Double median,
            @Nullable Double p90,
            long stuck,
            long expiring) {}

    Insights of(InsightFilter filter) {
        var groups = report.groups(filter);
        var all = groups.stream()
                .filter(group -> group.dimension().equals("all"))
                .findFirst()
                .orElseThrow();
        var stages = report.stages(filter);
        var open =
                stages.stream().filter(stage -> !stage.stage().equals("DRAFT")).toList();
        var charts = new LinkedHashMap<String, Chart>();
        add(charts, funnel(all));
        add(charts, weeks(filter));
        add(charts, times(all));
        add(charts, stages(stages));
        add(charts, reasons(filter));
        add(charts, reminders(filter));
        add(charts, refusals(filter));
        for (var dimension : DIMENSIONS) {
            if (filter.vendor() == null || !dimension.equals("vendor")) {
                add(charts, groups(dimension, groups));
            }
        }
        add(charts, policies(filter));
        return new Insights(
                new Tiles(
                        open.stream().mapToLong(InsightReport.Stage::number).sum(),
                        report.acceptedSince(filter, filter.now().minus(LATELY)),
                        all.toAccepted().median(),
                        all.toAccepted().p90(),
                        open.stream()
                                .filter(stage -> stage.stage().equals("UNDELIVERED"))
                                .mapToLong(InsightReport.Stage::number)
                                .sum(),
                        open.stream().mapToLong(InsightReport.Stage::expiring).sum()),
                charts,
                all.saved(),
                report.words(filter));
    }

    private static void add(Map<String, Chart> charts, Chart chart) {
        charts.put(chart.id(), chart);
    }

    private static Chart funnel(Group all) {
        var rows = new ArrayList<Row>();
        var before = (Long) null;
        for (var step : List.of(
                Map.entry("SAVED", all.saved()),
                Map.entry("INVITED", all.invited()),
                Map.entry("OPENED", all.opened()),
                Map.entry("ACCEPTED", all.accepted()),
                Map.entry("SEEN", all.seen()),
                Map.entry("RFQ", all.rfq()))) {
            rows.add(row(
                    step.getKey(), (double) step.getValue(), before == null ? null : rate(step.getValue(), before)));
            before = step.getValue();
        }
        return new Chart("funnel", Shape.BARS, List.of(number("customers"), percent("ofStep")), rows);
    }

    private Chart weeks(InsightFilter filter) {
        var rows = report.weeks(filter).stream()
                .map(week -> new Row(
                        dates.shortDay(week.week().atStartOfDay(filter.zone()).toInstant(), filter.zone()),
                        false,
                        Arrays.asList((double) week.sent(), (double) week.accepted())))
                .toList();
        return new Chart("weeks", Shape.LINES, List.of(number("sent"), number("accepted")), rows);
    }

    private static Chart times(Group all) {
        return new Chart(
                "times",
                Shape.NUMBERS,
                List.of(duration("median"), duration("p90")),
                List.of(
                        row("TO_INVITED", all.toInvited()),
                        row("TO_OPENED", all.toOpened()),
                        row("TO_ACCEPTED", all.toAccepted()),
                        row("TO_RFQ", all.toRfq())));
    }

    private static Chart stages(List<InsightReport.Stage> stages) {
        var rows = STAGES.stream()
                .flatMap(stage -> stages.stream().filter(one -> one.stage().equals(stage)))
                .map(one -> row(one.stage(), (double) one.number(), one.median(), one.oldest()))
                .toList();
        return new Chart(
                "standing", Shape.BARS, List.of(number("customers"), duration("since"), duration("oldest")), rows);
    }

    private Chart reasons(InsightFilter filter) {
        return new Chart(
                "reasons",
                Shape.BARS,
                List.of(number("invitations")),
                report.reasons(filter).stream()
                        .map(reason -> row(reason.reason(), (double) reason.number()))
                        .toList());
    }

    private Chart reminders(InsightFilter filter) {
        return new Chart(
                "reminders",
                Shape.BARS,
                List.of(number("accepted"), number("reached"), percent("rate")),
                report.reminders(filter).stream()
                        .map(one -> new Row(
                                Integer.toString(one.reminders()),
                                false,
                                Arrays.asList(
                                        (double) one.accepted(),
                                        (double) one.reached(),
                                        rate(one.accepted(), one.reached()))))
                        .toList());
    }

    /** Of each version of the decision table, what each reminder brought. */
    private Chart policies(InsightFilter filter) {
        var rows = report.policies(filter).stream()
                .map(one -> new Row(
                        Integer.toString(one.version()),
                        false,
                        Arrays.asList(
                                (double) one.sent(),
                                rate(one.accepted0(), one.sent()),
                                rate(one.accepted1(), one.reached1()),
                                rate(one.accepted2(), one.reached2()),
                                rate(one.accepted3(), one.reached3()))))
                .toList();
        return new Chart(
                "policyReminders",
                Shape.BARS,
                List.of(
                        number("invitations"),
                        percent("after0"),
                        percent("after1"),
                        percent("after2"),
                        percent("after3")),
                rows);
    }

    private Chart refusals(InsightFilter filter) {
        var rows = report.refusals(filter).stream()
                .map(one -> new Row(
                        one.name(),
                        false,
                        Arrays.asList((double) one.refused(), (double) one.sent(), rate(one.refused(), one.sent()))))
                .toList();
        return new Chart("refusals", Shape.BARS, List.of(number("refused"), number("sent"), percent("ofSent")), rows);
    }

    private static Chart groups(String dimension, List<Group> groups) {
        var rows = groups.stream()
                .filter(group -> group.dimension().equals(dimension) && group.label() != null)
                .limit(InsightReport.MOST_GROUPS)
                .map(group -> new Row(
                        Objects.requireNonNull(group.label()),
                        false,
                        Arrays.asList(
                                (double) group.invited(),
                                (double) group.accepted(),
                                rate(group.accepted(), group.invited()),
                                group.toAccepted().median(),
                                group.toAccepted().p90(),
                                (double) group.rfq())))
                .toList();
        return new Chart(
                dimension,
                Shape.BARS,
                List.of(
                        number("invited"),
                        number("accepted"),
                        percent("rate"),
                        duration("median"),
                        duration("p90"),
                        number("rfq")),
                rows);
    }

    private static Row row(String code, @Nullable Double... values) {
        return new Row(code, true, Arrays.asList(values));
    }

    private static Row row(String code, Span span) {
        return row(code, span.median(), span.p90());
    }

    static @Nullable Double rate(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    static Column number(String id) {
        return new Column(id, Format.NUMBER);
    }

    static Column percent(String id) {
        return new Column(id, Format.PERCENT);
    }

    static Column duration(String id) {
        return new Column(id, Format.DURATION);
    }
}
