package com.partsportal.bench;

import com.partsportal.harness.MailCopy;
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

    /** The product is measured to the end; for the others some ten thousand are enough. */
    private static final int PATIENCE_SECONDS = 600;

    private static final int PATIENCE_WITH_PEERS_SECONDS = 120;

    private Storm() {}

    static Drained measure(Contenders contenders, Contender contender, int reminders) throws Exception {
        var name = "storm_" + contender.name().toLowerCase();
        contenders.start(contender, name, 200);
        var process = contenders.process(contender);
        var database = contenders.database(contender);
        var first = process.inviteOne();
        contenders.require(
                contender,
                "the mail of the first",
                until(
                        60,
                        () -> count(
                                        contender,
                                        database,
                                        "between now() + interval '1 day' and now() + interval '5 days'")
                                == 1));
        new InvitationCopies(database, first).make(1, reminders - 1);
        process.freeze();
        makeDue(contender, database);
        database.forgetStatements();
        var mails = contenders.mailsSoFar();
        process.thaw();
        var cpu = contenders.cpu(contender);
        process.readList();
        var begin = System.nanoTime();
        until(
                contender == Contender.PRODUCT ? PATIENCE_SECONDS : PATIENCE_WITH_PEERS_SECONDS,
                () -> count(contender, database, "<= now() + interval '1 minute'") == 0
                        && database.count("invitation where status = 'PENDING' and reminders_sent = 0") == 0);
        var seconds = (System.nanoTime() - begin) / 1e9;
        var spent = contenders.cpu(contender).since(cpu);
        var statementMillis = database.statementMillis();
        var statements = database.statements();
        var sent = contenders.mails(contender, mails);
        contenders.keepProfile("storm-" + contender.name().toLowerCase(), database, sent.size());
        var pages = process.pages().stream().sorted().toList();
        contenders.stop(contender);
        contenders.require(
                contender,
                "no reminder twice: " + sent.size() + " to " + recipients(sent),
                recipients(sent) == sent.size());
        if (sent.size() < 2) {
            throw new IllegalStateException(contender + " sent " + sent.size() + " reminders");
        }
        var moments = sent.stream().map(MailCopy::dotAt).sorted().toList();
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

    /** All first reminders in the same second, in the engine's tables and in the portal's rows, which the step reads. */
    private static void makeDue(Contender contender, Database database) {
        var due = Instant.now().plusSeconds(DUE_IN_SECONDS).truncatedTo(ChronoUnit.SECONDS);
        database.bulk(
                "update " + contender.timers + " set " + contender.dueAt + " = '" + due + "' where " + contender.dueAt
                        + " between now() + interval '1 day' and now() + interval '5 days';\n"
                        + "update invitation set reminders_at = '" + due
                        + "' || substring(reminders_at from position(',' in reminders_at)) where status = 'PENDING';");
    }

    private static long count(Contender contender, Database database, String when) {
        return database.count(contender.timers + " where " + contender.dueAt + " " + when);
    }

    private static long recipients(List<MailCopy> mails) {
        return mails.stream().map(MailCopy::recipient).distinct().count();
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
