package com.partsportal.bench;

import com.partsportal.bench.Cost.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What was measured, as tables in Markdown: medians, in brackets the least and the most. */
final class Tables {

    private Tables() {}

    static String of(String item, Map<?, ?> measured) {
        return switch (item) {
            case "onboarding", "levers", "growth" -> costs(measured);
            case "start" -> starts(measured);
            case "storm" -> storms(measured);
            case "pages" -> pages(measured);
            case "sign-in" -> signIns(measured);
            default -> throw new IllegalArgumentException(item);
        };
    }

    /** Levers and growth are compared with the first line, everybody else with default Camunda. */
    private static String costs(Map<?, ?> measured) {
        var rows = new LinkedHashMap<String, List<Cost>>();
        measured.forEach((who, rounds) -> rows.put(label(who), cast(rounds)));
        var peer = measured.containsKey(Contender.CAMUNDA)
                ? rows.get(Contender.CAMUNDA.label)
                : rows.values().iterator().next();
        var table = head(
                "",
                "SQL statements",
                "transactions",
                "WAL KB",
                "CPU ms",
                "without the JVM's compiler",
                "of it JVM + PostgreSQL",
                "onboardings/s",
                "CPU of others");
        rows.forEach((label, rounds) -> line(
                table,
                label,
                ratio(rounds, peer, Cost::statements),
                ratio(rounds, peer, Cost::transactions),
                ratio(rounds, peer, Cost::walKb),
                ratio(rounds, peer, Cost::cpuMillis),
                ratio(rounds, peer, Cost::cpuMillisCompiled),
                String.format(
                        "%.1f + %.1f",
                        Spread.of(rounds, cost -> cost.jvmMillis() - cost.compilerMillis())
                                .median(),
                        Spread.of(rounds, Cost::postgresMillis).median()),
                ratio(rounds, peer, Cost::perSecond),
                String.format("%.0f %%", Spread.of(rounds, Cost::others).most() * 100)
                        + (rounds.stream().anyMatch(Cost::isDisturbed) ? ": times invalid" : "")));
        return table.toString();
    }

    private static String starts(Map<?, ?> measured) {
        var table = head("", "ready after s", "CPU s until then", "idle MB");
        measured.forEach((way, rounds) -> {
            List<Starts.Start> starts = cast(rounds);
            line(
                    table,
                    label(way),
                    cell(Spread.of(starts, Starts.Start::seconds)),
                    cell(Spread.of(starts, Starts.Start::cpuSeconds)),
                    cell(Spread.of(starts, Starts.Start::idleMb)));
        });
        return table.toString();
    }

    private static String storms(Map<?, ?> measured) {
        var table = head(
                "",
                "sent, each once",
                "reminders/s",
                "database ms each",
                "SQL statements each",
                "CPU ms each: JVM + PostgreSQL",
                "list's first page, p95 ms",
                "CPU of others");
        measured.forEach((contender, one) -> {
            var drained = (Storm.Drained) one;
            line(
                    table,
                    label(contender),
                    drained.reminders() == drained.due()
                            ? "all " + drained.due()
                            : drained.reminders() + " of " + drained.due() + " when it was stopped",
                    String.format("%.0f", drained.perSecond()),
                    String.format("%.2f", drained.databaseMillis()),
                    String.format("%.1f", drained.statements()),
                    String.format("%.1f + %.1f", drained.jvmMillis(), drained.postgresMillis()),
                    String.format("%.0f", drained.pageMillis()),
                    String.format("%.0f %%", drained.others() * 100));
        });
        return table.toString();
    }

    private static String signIns(Map<?, ?> measured) {
        var table =
                head("a person signs in", "p50 ms", "p95 ms", "longest ms", "refused", "guesses answered per second");
        measured.forEach((beside, one) -> {
            var signedIn = (SignIns.SignedIn) one;
            line(
                    table,
                    label(beside),
                    String.format("%.0f", signedIn.took().median()),
                    String.format("%.0f", signedIn.took().most()),
                    String.format("%.0f", signedIn.longest()),
                    Integer.toString(signedIn.refused()),
                    String.format("%.0f", signedIn.guessesPerSecond()));
        });
        return table.toString();
    }

    /** Each number of customers is a column. */
    private static String pages(Map<?, ?> measured) {
        var sizes = new LinkedHashMap<String, Pages.Measured>();
        var imports = head("", "per second");
        measured.forEach((many, one) -> {
            if (one instanceof Pages.Imported imported) {
                line(imports, "drafts, " + many, String.format("%.0f", imported.drafts()));
                line(imports, "invitations, " + many, String.format("%.0f", imported.invited()));
            } else {
                sizes.put(label(many), (Pages.Measured) one);
            }
        });
        var table = head(Stream.concat(Stream.of("milliseconds: p50, p95"), sizes.keySet().stream())
                .toArray(String[]::new));
        var pages = sizes.values().iterator().next().pages().keySet();
        pages.forEach(page -> row(table, page, sizes, size -> {
            var took = size.pages().get(page);
            return String.format("%.1f, %.1f", took.median(), took.most());
        }));
        row(table, "list's first pages per second", sizes, size -> String.format("%.0f", size.listsPerSecond()));
        row(table, "its query by JDBC alone, per second", sizes, size -> String.format("%.0f", size.listByJdbc()));
        return table + "\n" + imports;
    }

    private static void row(
            StringBuilder table,
            String what,
            Map<String, Pages.Measured> sizes,
            Function<Pages.Measured, String> cell) {
        line(
                table,
                Stream.concat(Stream.of(what), sizes.values().stream().map(cell))
                        .toArray(String[]::new));
    }

    private static String ratio(List<Cost> rounds, List<Cost> peer, ToDoubleFunction<Cost> what) {
        var spread = Spread.of(rounds, what);
        return cell(spread)
                + (rounds == peer
                        ? ""
                        : String.format(
                                ", × %.2f",
                                spread.median() / Spread.of(peer, what).median()));
    }

    private static String cell(Spread spread) {
        return String.format("%.1f (%.1f–%.1f)", spread.median(), spread.least(), spread.most());
    }

    private static StringBuilder head(String... columns) {
        var table = new StringBuilder();
        line(table, columns);
        return table.append("|").append("---|".repeat(columns.length)).append("\n");
    }

    private static void line(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String label(Object who) {
        return who instanceof Contender contender
                ? contender.label
                : who instanceof Integer open ? open + " open invitations" : who.toString();
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> cast(Object rounds) {
        return (List<T>) rounds;
    }
}
