package com.partsportal.chaos;

import com.partsportal.chaos.VendorClient.LinkOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One customer from invitation to end, and the answers that vendor and contact got; the checker compares them with the data. */
final class Scenario implements Runnable {

    private static final Duration LONG = Duration.ofMinutes(30);

    /** What happens; of twenty customers four accept, three never answer, the others do what is between. */
    enum Plan {
        ACCEPT(4),
        ACCEPT_TWICE(2),
        ACCEPT_AND_INVITE_A_COLLEAGUE(2),
        DECLINE(1),
        DECLINE_AGAINST_ACCEPT(1),
        RESEND_AND_ACCEPT(2),
        RESEND_AGAINST_ACCEPT(1),
        REVOKE_AT_ONCE(1),
        REVOKE(1),
        REVOKE_AGAINST_ACCEPT(1),
        REVOKE_INVITE_ACCEPT(1),
        IGNORE(3);

        private final int ofTwenty;

        Plan(int ofTwenty) {
            this.ofTwenty = ofTwenty;
        }

        static Plan of(int number) {
            var place = Math.floorMod(number * 7, 20);
            for (var plan : values()) {
                place -= plan.ofTwenty;
                if (place < 0) {
                    return plan;
                }
            }
            throw new IllegalStateException("the plans are not twenty");
        }
    }

    private final VendorClient vendor;
    private final Executor others;
    final Plan plan;
    final String email;
    final String colleague;
    private final String name;

    // The answers; read by the checker when the scenario is over.
    volatile @Nullable String customer;
    volatile @Nullable Instant invitedAt;
    volatile @Nullable Duration inviting;
    volatile int resends;
    volatile int invitedAgain;
    volatile boolean revoked;
    volatile boolean accepted;
    volatile boolean declined;
    volatile boolean colleagueInvited;
    volatile boolean colleagueAccepted;
    volatile boolean over;
    private final List<String> unexpected = new ArrayList<>();

    Scenario(VendorClient vendor, int number, Plan plan, Executor others) {
        this.vendor = vendor;
        this.others = others;
        this.plan = plan;
        email = "kim" + number + "@customer" + number + ".example";
        colleague = "lee" + number + "@customer" + number + ".example";
        name = "Customer " + number;
    }

    /** What should never be answered. */
    synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    @Override
    public void run() {
        try {
            invite();
            if (customer != null) {
                play();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            unexpectedAnswer(e.getMessage());
        } finally {
            over = true;
        }
    }

    private void play() throws InterruptedException {
        switch (plan) {
            case ACCEPT -> accept(1);
            case ACCEPT_TWICE -> both(() -> accept(1), () -> accept(1));
            case ACCEPT_AND_INVITE_A_COLLEAGUE -> {
                accept(1);
                inviteColleague();
            }
            case DECLINE -> decline();
            case DECLINE_AGAINST_ACCEPT -> {
                if (awaitLink(1)) {
                    both(() -> accept(1), this::decline);
                }
            }
            case RESEND_AND_ACCEPT -> {
                if (awaitLink(1) && resend()) {
                    accept(2);
                }
            }
            case RESEND_AGAINST_ACCEPT -> {
                if (awaitLink(1)) {
                    both(() -> accept(1), this::resend);
                }
            }
            case REVOKE_AT_ONCE -> revoke();
            case REVOKE -> {
                if (awaitLink(1)) {
                    revoke();
                }
            }
            case REVOKE_AGAINST_ACCEPT -> {
                if (awaitLink(1)) {
                    both(() -> accept(1), this::revoke);
                }
            }
            case REVOKE_INVITE_ACCEPT -> {
                if (awaitLink(1) && revoke() && inviteAgain()) {
                    accept(2);
                }
            }
            case IGNORE -> {}
        }
    }

    private void invite() throws InterruptedException {
        var begin = Instant.now();
        var answer = vendor.insist("/customers", """
                {"companyName": "%s", "email": "%s", "ranking": "A", "invite": true}""".formatted(name, email));
        if (answer.status() != 201) {
            unexpectedAnswer("POST /customers was answered " + answer.status() + " " + answer.body());
            return;
        }
        inviting = Duration.between(begin, Instant.now());
        invitedAt = Instant.now();
        customer = answer.json().path("id").asText();
    }

    private boolean resend() throws InterruptedException {
        return acknowledged("/invitation/resend", 202, () -> resends++);
    }

    private boolean revoke() throws InterruptedException {
        return acknowledged("/invitation/revoke", 200, () -> revoked = true);
    }

    private boolean inviteAgain() throws InterruptedException {
        return acknowledged("/invitation", 202, () -> {
            invitedAgain++;
            revoked = false;
        });
    }

    /** A 409 is an answer too: somebody else, or the clock, was faster. */
    private boolean acknowledged(String call, int good, Runnable fact) throws InterruptedException {
        var answer = vendor.insist("/customers/" + customer + call, "{}");
        if (answer.status() == good) {
            fact.run();
            return true;
        }
        if (answer.status() != 409) {
            unexpectedAnswer(call + " was answered " + answer.status() + " " + answer.body());
        }
        return false;
    }

    private void accept(int linkNumber) throws InterruptedException {
        var link = vendor.mails().link(email, linkNumber, LONG);
        if (link.isPresent()) {
            if (plan == Plan.ACCEPT) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(3000));
            }
            if (vendor.accept(link.get(), "Kim " + name).isAccepted()) {
                accepted = true;
            }
        }
    }

    private void decline() throws InterruptedException {
        var link = vendor.mails().link(email, 1, LONG);
        if (link.isPresent() && vendor.decline(link.get()) == LinkOutcome.DECLINED) {
            declined = true;
        }
    }

    private void inviteColleague() throws InterruptedException {
        if (!accepted) {
            return;
        }
        vendor.inviteColleague(email, colleague);
        colleagueInvited = true;
        var link = vendor.mails().link(colleague, 1, LONG);
        if (link.isPresent() && vendor.accept(link.get(), "Lee " + name).isAccepted()) {
            colleagueAccepted = true;
        }
    }

    private boolean awaitLink(int number) throws InterruptedException {
        return vendor.mails().link(email, number, LONG).isPresent();
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    /** At the same time, and at different nodes. */
    private void both(Action one, Action other) throws InterruptedException {
        var beside = CompletableFuture.runAsync(
                () -> {
                    try {
                        other.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                others);
        one.run();
        try {
            beside.join();
        } catch (CompletionException e) {
            unexpectedAnswer(e.getCause().getMessage());
        }
    }

    private synchronized void unexpectedAnswer(@Nullable String answer) {
        unexpected.add(email + " (" + plan + "): " + answer);
    }
}
