package com.partsportal.fire;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.rig.SmtpSink.Phase;
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
 * {@code mvn -Pfire verify}: the packaged portal on two nodes, faults of every kind, and then every row, mail and answer
 * held against each other. {@code -Dfire.form} says which: short (as a build server runs it), kills, outages or
 * mutants.
 */
class UnderFire {

    private static final Path JAR = Path.of("target", "parts-portal.jar");
    private static final int KILLS = Integer.getInteger("fire.kills", 20);

    /** A lock lasts 60 s, and idle nodes look for jobs every 5 s. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(75);

    @Test
    @EnabledIfSystemProperty(named = "fire.form", matches = "short")
    void survivesKillsAtTheWorstMoments() throws Exception {
        try (var fire = fire(JAR, "PT20S,PT50S", "PT100S")) {
            fire.begin();
            fire.sink().rule(fire.refusing("451 try later", Phase.MAIL, Phase.DATA, Phase.DOT));
            fire.feed(1);
            fire.importFile(30);
            Thread.sleep(3000);
            fire.killAtSend(0, Phase.DOT);
            fire.killAtSend(1, Phase.AFTER_250);
            fire.killUnderBacklog(0);
            fire.endFeed(100);
            held(fire, 2, Duration.ofMinutes(5), Duration.ofMinutes(2));
        }
    }

    /** Twenty kills, one after the other, while a thousand customers are invited and answer. */
    @Test
    @EnabledIfSystemProperty(named = "fire.form", matches = "kills")
    void survivesTwentyKills() throws Exception {
        try (var fire = fire(JAR, "PT40S,PT3M", "PT6M")) {
            fire.prepareForManyStarts();
            fire.begin();
            fire.feed(2);
            for (var kill = 0; kill < KILLS; kill++) {
                var node = kill % 2;
                if (kill % 5 == 0) {
                    fire.importFile(40);
                }
                switch (kill % 3) {
                    case 0 -> fire.killAtSend(node, Phase.DOT);
                    case 1 -> fire.killAtSend(node, Phase.AFTER_250);
                    default -> fire.killUnderBacklog(node);
                }
            }
            fire.endFeed(1000);
            held(fire, KILLS, Duration.ofMinutes(8), TAKE_OVER);
        }
    }

    /**
     * What the nodes depend on fails, freezes, lies or is gone; for the longest of these {@code -Dfire.away} and {@code
     * -Dfire.mails} say how long, and how many mails wait then.
     */
    @Test
    @EnabledIfSystemProperty(named = "fire.form", matches = "outages")
    void survivesOutages() throws Exception {
        var away = Duration.parse(System.getProperty("fire.away", "PT10M"));
        try (var fire = fire(JAR, "PT1M,PT4M", "PT8M")) {
            fire.prepareForManyStarts();
            fire.begin();
            fire.feed(1);
            fire.importFile(60);
            fire.restartDatabase();
            Thread.sleep(10_000);
            fire.killDatabase();
            Thread.sleep(10_000);
            fire.databaseAway(Duration.ofMinutes(1));
            fire.freeze(1, Duration.ofSeconds(75));
            fire.mailServer("refuses with 4xx", fire.refusing("421 busy", Phase.values()), Duration.ofSeconds(15));
            fire.mailServer("refuses with 5xx", fire.refusingSomeForGood(), Duration.ofSeconds(15));
            fire.mailServer("is silent", fire.silent(), Duration.ofSeconds(30));
            fire.mailServer("drips", fire.dripping(), Duration.ofSeconds(30));
            fire.mailServer("hangs up", fire.hangingUp(), Duration.ofSeconds(15));
            fire.endFeed(100);
            fire.rollingRestart(
                    Map.of("PORTAL_INVITATION_REMIND_AFTER", "PT12H", "PORTAL_INVITATION_EXPIRES_AFTER", "P1D"));
            fire.mailServerAwayWhileInviting(Integer.getInteger("fire.mails", 1000), away);
            held(fire, 1, Duration.ofMinutes(12), TAKE_OVER);
        }
    }

    /** The checker is checked: it passes the portal, and fails the same portal without one of its guards. */
    @ParameterizedTest
    @NullSource
    @EnumSource
    @EnabledIfSystemProperty(named = "fire.form", matches = "mutants")
    void noticesAMissingGuard(@Nullable Mutant mutant) throws Exception {
        try (var fire = fire(JAR, "PT12H", "P1D")) {
            if (mutant != null) {
                fire.become(mutant);
            }
            fire.begin();
            fire.sink().rule(fire.refusingNotices());
            fire.burst(40, Story.Plan.ACCEPT_TWICE);
            fire.awaitStories(Duration.ofMinutes(5));
            fire.settle(Duration.ofMinutes(3), TAKE_OVER);
            var violations = fire.check();
            Fire.say((mutant == null ? "the portal as it is" : mutant) + ": " + violations);
            if (mutant == null) {
                assertThat(violations).isEmpty();
                assertThat(fire.figures.unmet()).isEmpty();
            } else {
                assertThat(violations).anyMatch(violation -> violation.contains(mutant.sign));
            }
        }
    }

    /** No fault left unexplained, and not a run in which nothing was hit. */
    private static void held(Fire fire, int hits, Duration patience, Duration takeOver) throws Exception {
        fire.settle(patience, takeOver);
        var violations = fire.check();
        var table = fire.figures.table();
        System.out.println(table);
        Files.writeString(folder().resolve("figures.md"), table);
        var effective = fire.faults().stream()
                .filter(fault -> fault.kind() == Fault.Kind.KILLED || fault.kind() == Fault.Kind.FROZEN)
                .filter(Fault::isEffective)
                .count();
        assertThat(violations).as("what was lost, doubled or contradicts").isEmpty();
        assertThat(fire.figures.unmet()).as("demands").isEmpty();
        assertThat(effective).as("VOID: kills and freezes that hit something").isGreaterThanOrEqualTo(hits);
    }

    private static Fire fire(Path jar, String remindAfter, String expiresAfter) throws Exception {
        FileSystemUtils.deleteRecursively(folder());
        return new Fire(
                jar.toAbsolutePath(),
                folder().toAbsolutePath(),
                Map.of(
                        "PORTAL_INVITATION_REMIND_AFTER", remindAfter,
                        "PORTAL_INVITATION_EXPIRES_AFTER", expiresAfter),
                new Figures());
    }

    private static Path folder() {
        return Path.of("target", "fire", System.getProperty("fire.form"));
    }
}
