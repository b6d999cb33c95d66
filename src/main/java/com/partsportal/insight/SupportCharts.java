package com.partsportal.insight;

import static com.partsportal.insight.InsightCharts.duration;
import static com.partsportal.insight.InsightCharts.number;
import static com.partsportal.insight.InsightCharts.percent;
import static com.partsportal.insight.InsightCharts.rate;

import com.partsportal.insight.Chart.Row;
import com.partsportal.insight.Chart.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The charts about support's cases and waiting RFQs, from their report. */
@Component
class SupportCharts {

    private final SupportReport report;

    SupportCharts(SupportReport report) {
        this.report = report;
    }

    /** By id. */
    Map<String, Chart> of(InsightFilter filter) {
        var charts = new LinkedHashMap<String, Chart>();
        for (var chart : List.of(waiting(filter), ends(filter), agents(filter), rfqs(filter))) {
            charts.put(chart.id(), chart);
        }
        return charts;
    }

    private Chart waiting(InsightFilter filter) {
        var rows = report.openCases(filter.now()).stream()
                .map(one -> new Row(
                        one.step(), true, Arrays.asList((double) one.number(), one.median(), one.oldest(), (double)
                                one.late())))
                .toList();
        return new Chart(
                "cases",
                Shape.BARS,
                List.of(number("cases"), duration("since"), duration("oldest"), number("escalated")),
                rows);
    }

    private Chart ends(InsightFilter filter) {
        var ends = report.ends(filter);
        var all = ends.stream().mapToLong(SupportReport.Ends::number).sum();
        var rows = ends.stream()
                .map(one -> new Row(
                        one.how(),
                        true,
                        Arrays.asList(
                                (double) one.number(), rate(one.number(), all), one.median(), (double) one.late())))
                .toList();
        return new Chart(
                "changes",
                Shape.BARS,
                List.of(number("requests"), percent("share"), duration("median"), number("escalated")),
                rows);
    }

    private Chart agents(InsightFilter filter) {
        var rows = report.agents(filter).stream()
                .map(one -> new Row(
                        one.name(),
                        false,
                        Arrays.asList((double) one.decided(), (double) one.closed(), (double) one.asked(), (double)
                                one.claimed())))
                .toList();
        return new Chart(
                "agents",
                Shape.BARS,
                List.of(number("decided"), number("closed"), number("asked"), number("claimed")),
                rows);
    }

    private Chart rfqs(InsightFilter filter) {
        var rows = report.rfqs(filter).stream()
                .map(one -> new Row(
                        one.name(),
                        false,
                        Arrays.asList(
                                (double) one.waiting(),
                                (double) one.late(),
                                one.oldest(),
                                (double) one.answered(),
                                one.median())))
                .toList();
        return new Chart(
                "rfqs",
                Shape.BARS,
                List.of(
                        number("waiting"),
                        number("waitingLong"),
                        duration("oldest"),
                        number("answered"),
                        duration("median")),
                rows);
    }
}
