package com.partsportal.insight;

import com.partsportal.shared.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar parts-portal.jar --versions} prints how many instances run on which version of each process,
 * {@code --versions --migrate} lets the nodes move those of older versions to the newest, {@code --reason=…} is recorded with it.
 * The process ends with 0 when all run on the newest version, else with 1.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class VersionsCommand implements ApplicationRunner, ExitCodeGenerator {

    private final Versions versions;
    private int exitCode;

    VersionsCommand(Versions versions) {
        this.versions = versions;
    }

    @Override
    public void run(ApplicationArguments args) {
        if (!args.containsOption("versions")) {
            return;
        }
        if (args.containsOption("migrate")) {
            migrate(args.getOptionValues("reason"));
        }
        var all = versions.all();
        exitCode = all.values().stream()
                        .flatMap(List::stream)
                        .allMatch(version -> version.newest() || version.running() == 0)
                ? 0
                : 1;
        all.forEach((process, some) -> some.forEach(version -> System.out.printf(
                "%s %d%s: %d running%n",
                process, version.version(), version.newest() ? " (newest)" : "", version.running())));
        versions.running()
                .forEach(batch -> System.out.printf(
                        "migration %s: %d of %d moved, %d failed%n",
                        batch.batch(), batch.total() - batch.left(), batch.total(), batch.failed()));
    }

    private void migrate(@Nullable List<String> reasons) {
        try {
            var outcome = versions.migrate(
                    versions.all().keySet(), reasons == null || reasons.isEmpty() ? null : reasons.get(0), null);
            System.out.printf("%d instances move: the nodes do it%n", outcome.moving());
            outcome.stuck()
                    .forEach(group -> group.instances()
                            .forEach(one -> System.out.printf(
                                    "%s: instance %s of version %d at %s cannot move: %s%n",
                                    group.process(), one.instance(), one.version(), one.elements(), group.obstacle())));
        } catch (Refused running) {
            System.out.println("a migration runs already");
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
