package com.partsportal.insight;

import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar parts-portal.jar --drift} prints what disagrees between rows and engine, {@code --drift --repair} repairs it
 * first. The process ends with 0 when nothing disagrees, else with 1. It may run beside the nodes.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class DriftCommand implements ApplicationRunner, ExitCodeGenerator {

    private final Drifts drifts;
    private final DriftRepairs repairs;
    private int exitCode;

    DriftCommand(Drifts drifts, DriftRepairs repairs) {
        this.drifts = drifts;
        this.repairs = repairs;
    }

    @Override
    public void run(ApplicationArguments args) {
        if (!args.containsOption("drift")) {
            return;
        }
        if (args.containsOption("repair")) {
            for (var kind : DriftKind.values()) {
                var outcome = repairs.repair(kind, null);
                if (outcome.repaired() + outcome.failed() > 0) {
                    System.out.printf("%s: %d repaired, %d failed%n", kind, outcome.repaired(), outcome.failed());
                }
            }
        }
        var found = drifts.all();
        exitCode = found.values().stream().allMatch(List::isEmpty) ? 0 : 1;
        found.forEach((kind, some) -> System.out.printf("%s: %d%n", kind, some.size()));
        found.values().stream().flatMap(List::stream).forEach(this::print);
    }

    private void print(Drift drift) {
        System.out.printf(
                "  %s %s %s, instance %s: row %s, engine %s%n",
                drift.kind(), drift.process(), drift.key(), drift.instance(), drift.expected(), drift.actual());
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
