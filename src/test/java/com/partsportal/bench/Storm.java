package com.partsportal.bench;

import com.partsportal.rig.Copy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Very many reminders that are due in the same second, while their vendor reads its list. */
final class Storm {

    /**
     * @param perSecond reminders, from the moment in which they are due
     * @param databaseMillis time in statements per reminder
     * @param pageMillis 95 of 100 first pages of the vendor's list took no longer meanwhile
     */
    record Drained(
            int reminders,
            double perSecond,
            double databaseMillis,
            double cpuMillis,
            double statements,
            double pageMillis,
            double others) {}

    private static final int DUE_IN_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 900;

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
        var due = makeDue(arm, database);
        database.forgetStatements();
        var mails = arms.mailsSoFar();
        process.thaw();
        var cpu = arms.cpu(arm);
        process.readList();
        var begin = System.nanoTime();
        until(
                PATIENCE_SECONDS,
                () -> count(arm, database, "<= now() + interval '1 minute'") == 0
                        && database.count("invitation where status = 'PENDING' and reminders_sent = 0") == 0);
        var seconds = (System.nanoTime() - begin) / 1e9;
        var spent = arms.cpu(arm).since(cpu);
        var pages = process.pages().stream().sorted().toList();
        var statementMillis = database.statementMillis();
        var statements = database.statements();
        arms.keepProfile("storm-" + arm.name().toLowerCase(), database, reminders);
        var sent = arms.mails(arm, mails);
        arms.require(
                arm,
                "each reminder exactly once: " + sent.size() + " to " + recipients(sent),
                sent.size() == reminders && recipients(sent) == reminders);
        var last = sent.stream().map(Copy::dotAt).max(Comparator.naturalOrder()).orElseThrow();
        arms.stop(arm);
        return new Drained(
                sent.size(),
                sent.size() / ((last.toEpochMilli() - due.toEpochMilli()) / 1000.0),
                statementMillis / reminders,
                (double) (spent.jvm() + spent.postgres()) / reminders,
                (double) statements / reminders,
                pages.get(pages.size() * 95 / 100),
                spent.others() / (seconds * 1000 * Runtime.getRuntime().availableProcessors()));
    }

    /** All first reminders in the same second, in the engine's tables and in the portal's rows, which the step asks. */
    private static Instant makeDue(Arm arm, Database database) {
        var due = Instant.now().plusSeconds(DUE_IN_SECONDS).truncatedTo(ChronoUnit.SECONDS);
        database.bulk("update " + arm.timers + " set " + arm.dueAt + " = '" + due + "' where " + arm.dueAt
                + " between now() + interval '1 day' and now() + interval '5 days';\n"
                + "update invitation set reminders_at = '" + due
                + "' || substring(reminders_at from position(',' in reminders_at)) where status = 'PENDING';");
        return due;
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
