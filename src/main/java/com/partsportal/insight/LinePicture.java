package com.partsportal.insight;

import java.util.ArrayList;
import java.util.List;

/** The lines of a chart in an SVG: x in per cent, so that text never scales, y in pixels of a height of 200. */
record LinePicture(List<Line> lines, List<Mark> scale, List<Mark> labels) {

    private static final double TOP = 16;
    private static final double BOTTOM = 170;
    private static final double LEFT = 5;
    private static final double RIGHT = 98;
    private static final int LABELS = 6;

    /** A segment between two values. @param series which column, counted from 0 */
    record Line(int series, double x1, double y1, double x2, double y2) {}

    /** Words at a place. @param rare whether it is left out where there is little room */
    record Mark(double x, double y, String text, boolean rare) {}

    static LinePicture of(Chart chart) {
        var rows = chart.rows();
        var most = Math.max(
                4,
                rows.stream()
                        .flatMap(row -> row.values().stream())
                        .mapToDouble(value -> value == null ? 0 : value)
                        .max()
                        .orElse(0));
        var step = niceStep(most / 4);
        var top = Math.ceil(most / step) * step;
        var lines = new ArrayList<Line>();
        for (var series = 0; series < chart.columns().size(); series++) {
            for (var row = 1; row < rows.size(); row++) {
                lines.add(new Line(
                        series,
                        x(row - 1, rows.size()),
                        y(rows.get(row - 1), series, top),
                        x(row, rows.size()),
                        y(rows.get(row), series, top)));
            }
        }
        var scale = new ArrayList<Mark>();
        for (var value = 0.0; value <= top; value += step) {
            scale.add(
                    new Mark(0, round(BOTTOM - (BOTTOM - TOP) * value / top), Long.toString(Math.round(value)), false));
        }
        var labels = new ArrayList<Mark>();
        var each = Math.max(1, (int) Math.ceil(rows.size() / (double) LABELS));
        for (var row = 0; row < rows.size(); row += each) {
            labels.add(new Mark(x(row, rows.size()), 190, rows.get(row).label(), (row / each) % 2 == 1));
        }
        return new LinePicture(lines, scale, labels);
    }

    /** 1, 2 or 5 with zeros behind it. */
    private static double niceStep(double least) {
        var power = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
        for (var times : new int[] {1, 2, 5}) {
            if (times * power >= least) {
                return times * power;
            }
        }
        return 10 * power;
    }

    private static double x(int row, int rows) {
        return round(LEFT + (RIGHT - LEFT) * (rows < 2 ? 0.5 : row / (rows - 1.0)));
    }

    private static double y(Chart.Row row, int series, double top) {
        var value = row.values().get(series);
        return round(BOTTOM - (BOTTOM - TOP) * (value == null ? 0 : value) / top);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
