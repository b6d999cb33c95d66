package com.partsportal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.harness.SmtpSink.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.springframework.util.FileSystemUtils;

/**
 * {@code mvn -Pchaos verify}: the packaged portal on two nodes, faults of every kind, and then every row, mail, webhook and answer
 * held against each other. {@code -Dchaos.form} says which: short (as a build server runs it), kills, outages or
 * mutants.
 */
class FaultInjection {

    private static final Path JAR = Path.of("target", "parts-portal.jar");
    private static final int KILLS = Integer.getInteger("chaos.kills", 20);

    /** A lock lasts 60 s, and idle nodes poll for jobs every 5 s. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(75);

    @Test
    @EnabledIfSystemProperty(named = "chaos.form", matches = "short")
    void survivesKillsAtTheWorstMoments() throws Exception {
        try (var run = start(JAR, "PT20S,PT50S", "PT100S")) {
            run.begin();
            run.sink().rule(run.refusing("451 try later", Phase.MAIL, Phase.DATA, Phase.DOT));
            run.feed(1);
            run.importFile(30);
            Thread.sleep(3000);
            run.killAtSend(0, Phase.DOT);
            run.killAtSend(1, Phase.AFTER_250);
            run.killAtWebhook(1);
            run.killUnderBacklog(0);
            run.endFeed(100);
            held(run, 3, Duration.ofMinutes(5), Duration.ofMinutes(2));
        }
    }

    /** Twenty kills, one after the other, while a thousand customers are invited and answer. */
    @Test
    @EnabledIfSystemProperty(named = "chaos.form", matches = "kills")
    void survivesTwentyKills() throws Exception {
        try (var run = start(JAR, "PT40S,PT3M", "PT6M")) {
            run.prepareForManyStarts();
            run.begin();
            run.feed(2);
            for (var kill = 0; kill < KILLS; kill++) {
                var node = kill % 2;
                if (kill % 5 == 0) {
                    run.importFile(40);
                }
                switch (kill % 5) {
                    case 0 -> run.killAtSend(node, Phase.DOT);
                    case 1 -> run.killAtSend(node, Phase.AFTER_250);
                    case 2 -> run.killAtWebhook(node);
                    default -> run.killUnderBacklog(node);
                }
            }
            run.endFeed(1000);
            held(run, KILLS, Duration.ofMinutes(8), TAKE_OVER);
        }
    }

    /**
     * What the nodes depend on fails, freezes, lies or is gone; for the longest of these {@code -Dchaos.away} and {@code
     * -Dchaos.mails} say how long, and how many mails wait then.
     */
    @Test
    @EnabledIfSystemProperty(named = "chaos.form", matches = "outages")
    void survivesOutages() throws Exception {
        var away = Duration.parse(System.getProperty("chaos.away", "PT10M"));
        try (var run = start(JAR, "PT1M,PT4M", "PT8M")) {
            run.prepareForManyStarts();
            run.begin();
            run.feed(1);
            run.importFile(60);
            run.restartDatabase();
            Thread.sleep(10_000);
            run.killDatabase();
            Thread.sleep(10_000);
            run.databaseAway(Duration.ofMinutes(1));
            run.freeze(1, Duration.ofSeconds(75));
            run.mailServer("refuses with 4xx", run.refusing("421 busy", Phase.values()), Duration.ofSeconds(15));
            run.mailServer("refuses with 5xx", run.refusingSomeForGood(), Duration.ofSeconds(15));
            run.mailServer("is silent", run.silent(), Duration.ofSeconds(30));
            run.mailServer("drips", run.dripping(), Duration.ofSeconds(30));
            run.mailServer("hangs up", run.hangingUp(), Duration.ofSeconds(15));
            run.endFeed(100);
            run.rollingRestart(
                    Map.of("PORTAL_INVITATION_REMIND_AFTER", "PT12H", "PORTAL_INVITATION_EXPIRES_AFTER", "P1D"));
            run.mailServerAwayWhileInviting(Integer.getInteger("chaos.mails", 1000), away);
            held(run, 1, Duration.ofMinutes(12), TAKE_OVER);
        }
    }

    /** The checker is checked: it passes the portal, and fails the same portal without one of its guards. */
    @ParameterizedTest
    @NullSource
    @EnumSource
    @EnabledIfSystemProperty(named = "chaos.form", matches = "mutants")
    void noticesAMissingGuard(@Nullable Mutant mutant) throws Exception {
        try (var run = start(JAR, "PT12H", "P1D")) {
            if (mutant != null) {
                run.become(mutant);
            }
            run.begin();
            run.sink().rule(run.refusingNotices());
            run.burst(40, Scenario.Plan.ACCEPT_TWICE);
            run.awaitScenarios(Duration.ofMinutes(5));
            run.settle(Duration.ofMinutes(3), TAKE_OVER);
            var violations = run.check();
            ChaosRun.say((mutant == null ? "the portal as it is" : mutant) + ": " + violations);
            if (mutant == null) {
                assertThat(violations).isEmpty();
                assertThat(run.figures.unmet()).isEmpty();
            } else {
                assertThat(violations).anyMatch(violation -> violation.contains(mutant.sign));
            }
        }
    }

    /** No fault left unexplained, and not a run in which nothing was hit. */
    private static void held(ChaosRun run, int hits, Duration patience, Duration takeOver) throws Exception {
        run.settle(patience, takeOver);
        var violations = run.check();
        var table = run.figures.table();
        System.out.println(table);
        Files.writeString(folder().resolve("figures.md"), table);
        var effective = run.faults().stream()
                .filter(fault -> fault.kind() == Fault.Kind.KILLED || fault.kind() == Fault.Kind.FROZEN)
                .filter(Fault::isEffective)
                .count();
        assertThat(violations).as("what was lost, doubled or contradicts").isEmpty();
        assertThat(run.figures.unmet()).as("demands").isEmpty();
        assertThat(effective).as("VOID: kills and freezes that hit something").isGreaterThanOrEqualTo(hits);
    }

    private static ChaosRun start(Path jar, String remindAfter, String expiresAfter) throws Exception {
        FileSystemUtils.deleteRecursively(folder());
        return new ChaosRun(
                jar.toAbsolutePath(),
                folder().toAbsolutePath(),
                Map.of(
                        "PORTAL_INVITATION_REMIND_AFTER", remindAfter,
                        "PORTAL_INVITATION_EXPIRES_AFTER", expiresAfter),
                new Figures());
    }

    private static Path folder() {
        return Path.of("target", "chaos", System.getProperty("chaos.form"));
    }
}
