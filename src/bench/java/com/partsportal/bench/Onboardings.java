package com.partsportal.bench;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.account.Terms;
import com.partsportal.customer.CustomerFilter;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.CustomerSort;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.invitation.AcceptInvitation;
import com.partsportal.invitation.Acceptance;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.shared.EmailAddress;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vendors who invite and people who accept, through the portal's services. A person answers some time after the mail,
 * when the sender has put its work away; so many are under way at once that the processors, not the waits, are the limit.
 */
final class Onboardings {

    private static final Logger LOG = LoggerFactory.getLogger(Onboardings.class);

    /** Inviting and accepting at once, as requests would. */
    private static final int REQUESTS = 8;

    private static final int UNDER_WAY = 60;
    private static final long ANSWER_AFTER_MILLIS = 500;

    /** Few enough that no vendor meets its hourly limit, which is on as everywhere. */
    private static final int OF_ONE_VENDOR = 20;

    /** Hashing a password costs the same on every side and many times the rest, so the hash is made before. */
    private static final String PASSWORD_HASH = "{noop}not a password that anybody types";

    private record VendorClient(VendorId vendor, AccountId admin) {}

    private final Vendors vendors;
    private final Accounts accounts;
    private final Customers customers;
    private final InvitationAnswers invitations;
    private final CustomerList list;
    private final ExecutorService requests = Executors.newFixedThreadPool(REQUESTS, Onboardings::daemon);
    private final ScheduledExecutorService people = Executors.newScheduledThreadPool(1, Onboardings::daemon);
    private final List<VendorClient> shops = new ArrayList<>();
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final AtomicInteger left = new AtomicInteger();
    private int count;
    private volatile Runnable done = () -> {};
    private volatile boolean answering;
    private volatile boolean reading;
    private CompletableFuture<List<Double>> pages = new CompletableFuture<>();

    Onboardings(
            Vendors vendors, Accounts accounts, Customers customers, InvitationAnswers invitations, CustomerList list) {
        this.vendors = vendors;
        this.accounts = accounts;
        this.customers = customers;
        this.invitations = invitations;
        this.list = list;
    }

    /** The vendors of the next {@code count} onboardings. */
    void prepare(int count) {
        this.count = count;
        shops.clear();
        for (var number = 0; number * OF_ONE_VENDOR < count; number++) {
            shops.add(open(PASSWORD_HASH));
        }
    }

    private VendorClient open(String hash) {
        var vendor = vendors.open("Acme Machining");
        var admin = accounts.open(
                new NewAccount(new EmailAddress(address()), "Ada Admin", hash, Locale.ENGLISH, Terms.VERSION));
        vendors.join(vendor, admin, Role.VENDOR_ADMIN);
        return new VendorClient(vendor, admin);
    }

    private static String address() {
        return UUID.randomUUID() + "@customer.example";
    }

    /** Begins; {@code done} runs when the mail server has the last mail. */
    void run(Runnable done) {
        left.set(count);
        answering = true;
        this.done = done;
        var feeder = daemon(() -> {
            for (var number = 0; number < count; number++) {
                free.acquireUninterruptibly();
                var vendor = shops.get(number / OF_ONE_VENDOR);
                requests.execute(noting(() -> invite(vendor)));
            }
        });
        feeder.start();
    }

    /** @param link in the mail */
    void arrived(String kind, String link) {
        switch (kind) {
            case "invitation" -> {
                if (answering) {
                    people.schedule(
                            () -> requests.execute(noting(() -> accept(link))),
                            ANSWER_AFTER_MILLIS,
                            TimeUnit.MILLISECONDS);
                }
            }
            case "invitation-accepted" -> {
                free.release();
                if (left.decrementAndGet() == 0) {
                    done.run();
                }
            }
            default -> {
                // the welcome: nobody waits for it
            }
        }
    }

    /** A vendor with one draft, whose admin signs in with this hash of a password. */
    String vendorWithDraft(String hash) {
        var vendor = open(hash);
        var draft = customers.add(
                vendor.vendor,
                new NewCustomer("Borg Inc", address(), null, "A", false, null, null, null),
                vendor.admin);
        return accounts.find(vendor.admin).orElseThrow().email().value() + " " + vendor.vendor + " " + draft;
    }

    /** A customer who does not answer. */
    CustomerId inviteOne() {
        answering = false;
        return invite(shops.get(0));
    }

    /** The first page of the newest vendor's list, ten times a second at most, until {@link #readNoMore}. */
    void readList() {
        var vendor = shops.get(0).vendor;
        reading = true;
        pages = CompletableFuture.supplyAsync(() -> {
            var took = new ArrayList<Double>();
            while (reading) {
                var begin = System.nanoTime();
                list.page(vendor, CustomerFilter.everything(), CustomerSort.DEFAULT, null, 25);
                took.add((System.nanoTime() - begin) / 1e6);
                LockSupport.parkNanos(100_000_000);
            }
            return took;
        });
    }

    /** How long each took, in milliseconds. */
    String readNoMore() {
        reading = false;
        return pages.join().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private CustomerId invite(VendorClient vendor) {
        var customer = customers.add(
                vendor.vendor, new NewCustomer("Borg Inc", address(), null, "A", true, null, null, null), vendor.admin);
        AfterCommit.doNow();
        return customer;
    }

    private void accept(String link) {
        var token = link.substring(link.lastIndexOf('/') + 1);
        var invitation = invitations.byToken(token).orElseThrow();
        var acceptance = invitations.accept(
                new AcceptInvitation(invitation, null, "Cora Contact", PASSWORD_HASH, Terms.VERSION, null));
        if (!(acceptance instanceof Acceptance.AcceptedNow)) {
            throw new IllegalStateException("not accepted: " + acceptance);
        }
        AfterCommit.doNow();
    }

    private static Runnable noting(Runnable request) {
        return () -> {
            try {
                request.run();
            } catch (RuntimeException e) {
                LOG.error("a request failed", e);
            }
        };
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}
