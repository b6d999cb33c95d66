package com.partsportal.bench;

import com.partsportal.rig.Copy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Very many reminders that are due in the same second, while their vendor reads its list. */
final class Storm {

    /**
     * @param due in the same second
     * @param reminders that were sent, each once: fewer when the patience was over before all were
     * @param perSecond from the first to the last
     * @param databaseMillis time in statements per reminder
     * @param pageMillis 95 of 100 first pages of the vendor's list took no longer meanwhile
     */
    record Drained(
            int due,
            int reminders,
            double perSecond,
            double databaseMillis,
            double jvmMillis,
            double postgresMillis,
            double statements,
            double pageMillis,
            double others) {}

    private static final int DUE_IN_SECONDS = 5;

    /** The product is measured to the end; of the others some ten thousand tell as much. */
    private static final int PATIENCE_SECONDS = 600;

    private static final int PATIENCE_WITH_PEERS_SECONDS = 120;

    private Storm() {}

    static Drained measure(Arms arms, Arm arm, int reminders) throws Exception {
        var name = "storm_" + arm.name().toLowerCase();
        arms.start(arm, name, 200);
        var process = arms.process(arm);
        var database = arms.database(arm);
        var first = process.inviteOne();
        arms.require(
                arm,
                "the mail of the first",
                until(
                        60,
                        () -> count(arm, database, "between now() + interval '1 day' and now() + interval '5 days'")
                                == 1));
        new Clones(database, first).make(1, reminders - 1);
        process.freeze();
        makeDue(arm, database);
        database.forgetStatements();
        var mails = arms.mailsSoFar();
        process.thaw();
        var cpu = arms.cpu(arm);
        process.readList();
        var begin = System.nanoTime();
        until(
                arm == Arm.PRODUCT ? PATIENCE_SECONDS : PATIENCE_WITH_PEERS_SECONDS,
                () -> count(arm, database, "<= now() + interval '1 minute'") == 0
                        && database.count("invitation where status = 'PENDING' and reminders_sent = 0") == 0);
        var seconds = (System.nanoTime() - begin) / 1e9;
        var spent = arms.cpu(arm).since(cpu);
        var statementMillis = database.statementMillis();
        var statements = database.statements();
        var sent = arms.mails(arm, mails);
        arms.keepProfile("storm-" + arm.name().toLowerCase(), database, sent.size());
        var pages = process.pages().stream().sorted().toList();
        arms.stop(arm);
        arms.require(
                arm, "no reminder twice: " + sent.size() + " to " + recipients(sent), recipients(sent) == sent.size());
        if (sent.size() < 2) {
            throw new IllegalStateException(arm + " sent " + sent.size() + " reminders");
        }
        var moments = sent.stream().map(Copy::dotAt).sorted().toList();
        return new Drained(
                reminders,
                sent.size(),
                sent.size()
                        * 1000.0
                        / Duration.between(moments.get(0), moments.get(sent.size() - 1))
                                .toMillis(),
                statementMillis / sent.size(),
                (double) spent.jvm() / sent.size(),
                (double) spent.postgres() / sent.size(),
                (double) statements / sent.size(),
                pages.get(pages.size() * 95 / 100),
                spent.others() / (seconds * 1000 * Runtime.getRuntime().availableProcessors()));
    }

    /** All first reminders in the same second, in the engine's tables and in the portal's rows, which the step asks. */
    private static void makeDue(Arm arm, Database database) {
        var due = Instant.now().plusSeconds(DUE_IN_SECONDS).truncatedTo(ChronoUnit.SECONDS);
        database.bulk("update " + arm.timers + " set " + arm.dueAt + " = '" + due + "' where " + arm.dueAt
                + " between now() + interval '1 day' and now() + interval '5 days';\n"
                + "update invitation set reminders_at = '" + due
                + "' || substring(reminders_at from position(',' in reminders_at)) where status = 'PENDING';");
    }

    private static long count(Arm arm, Database database, String when) {
        return database.count(arm.timers + " where " + arm.dueAt + " " + when);
    }

    private static long recipients(List<Copy> mails) {
        return mails.stream().map(Copy::recipient).distinct().count();
    }

    private static boolean until(int seconds, BooleanSupplier condition) throws InterruptedException {
        for (var waited = 0; !condition.getAsBoolean(); waited++) {
            if (waited == seconds) {
                return false;
            }
            Thread.sleep(1000);
        }
        return true;
    }
}
