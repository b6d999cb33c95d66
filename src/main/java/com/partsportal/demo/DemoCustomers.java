package com.partsportal.demo;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Invents customers of the last 90 days: the same ones in every database, only the dates count from now. */
@Component
@Profile("demo")
class DemoCustomers {

    /** Ages, in hours, of open invitations: from each of them the next reminder or the end is more than a day away. */
    private static final int[][] QUIET_HOURS = {{2, 46}, {74, 142}, {170, 262}, {290, 310}};

    private final Vendors vendors;
    private final Companies companies;
    private final InvitationProcess process;
    private final DemoRows rows;
    private final Clock clock;

    DemoCustomers(Vendors vendors, Companies companies, InvitationProcess process, DemoRows rows, Clock clock) {
        this.vendors = vendors;
        this.companies = companies;
        this.process = process;
        this.rows = rows;
        this.clock = clock;
    }

    /** The customer whose people can sign in, with parts. */
    DemoCustomer initech(VendorId vendor, AccountId by, AccountId manager, AccountId user) {
        var now = DatabaseTime.now(clock);
        var company = companies.open("Initech", "+12125550142", manager);
        companies.join(company, user, Role.CUSTOMER_USER);
        var invitedAt = now.minus(Duration.ofDays(60)).minus(Duration.ofHours(3));
        var customer = new DemoCustomer(
                Ids.next(),
                Ids.next(),
                vendor,
                CustomerEnd.ACTIVE,
                "Initech",
                company.value(),
                "Maya Lindqvist",
                "manager@initech.example",
                "+12125550142",
                vendors.rankings(vendor).get(0).id(),
                "en",
                by,
                manager,
                invitedAt.minus(Duration.ofMinutes(20)),
                invitedAt,
                invitedAt.plus(Duration.ofHours(26)),
                null,
                12);
        rows.store(List.of(customer), now);
        rows.backdateCompany(company, invitedAt.plus(Duration.ofHours(26)));
        return customer;
    }

    /** @param first number of the first invented company, so that two vendors have different ones */
    void population(
            VendorId vendor,
            AccountId admin,
            AccountId member,
            Map<CustomerEnd, Integer> ends,
            int first,
            String hash) {
        var now = DatabaseTime.now(clock);
        var random = new Random(20_261_122L + first);
        var rankings = vendors.rankings(vendor);
        var customers = new ArrayList<DemoCustomer>();
        for (var end : CustomerEnd.values()) {
            for (var i = 0; i < ends.getOrDefault(end, 0); i++) {
                var by = random.nextInt(3) == 0 ? admin : member;
                customers.add(invent(vendor, by, end, first + customers.size(), i, rankings, random, now));
            }
        }
        rows.storeContacts(customers, hash);
        rows.store(customers, now);
        customers.stream().filter(customer -> customer.end().isOpen()).forEach(customer -> start(customer, now));
    }

    private void start(DemoCustomer customer, Instant now) {
        process.start(
                InvitationKind.CONTACT,
                customer.id(),
                new InvitationId(customer.invitation()),
                new InvitationDates(customer.remindersLeft(now), customer.expiresAt()));
    }

    private static DemoCustomer invent(
            VendorId vendor,
            AccountId by,
            CustomerEnd end,
            int number,
            int ofThisEnd,
            List<RankingRow> rankings,
            Random random,
            Instant now) {
        var company = DemoWords.company(number);
        var person = DemoWords.person(number);
        var invitedAt = invitedAt(end, ofThisEnd, random, now);
        var createdAt = invitedAt == null
                ? officeHours(now.minus(hours(random, 8, 20 * 24)), random)
                : invitedAt.minus(Duration.ofMinutes(random.nextInt(2, 90)));
        var accepted = end.isAccepted();
        return new DemoCustomer(
                Ids.next(),
                Ids.next(),
                vendor,
                end,
                company,
                accepted ? Ids.next() : null,
                person,
                DemoWords.email(person, company),
                random.nextInt(5) < 3 ? DemoWords.phone(number) : null,
                ranking(rankings, random),
                random.nextInt(8) == 0 ? "de" : "en",
                by,
                accepted ? new AccountId(Ids.next()) : null,
                createdAt,
                invitedAt,
                invitedAt == null ? null : endedAt(end, invitedAt, random, now),
                reason(end, random),
                random.nextInt(3) == 0 ? 0 : random.nextInt(2, 15));
    }

    private static @Nullable Instant invitedAt(CustomerEnd end, int ofThisEnd, Random random, Instant now) {
        return switch (end) {
            case DRAFT -> null;
            case INVITED -> {
                var quiet = QUIET_HOURS[ofThisEnd % QUIET_HOURS.length];
                yield now.minus(Duration.ofMinutes(random.nextInt(quiet[0] * 60, quiet[1] * 60)));
            }
            case REFUSED -> now.minus(Duration.ofMinutes(25 + 70L * ofThisEnd));
            case EXPIRED -> officeHours(now.minus(hours(random, 16 * 24, 88 * 24)), random);
            default -> officeHours(now.minus(hours(random, 10 * 24, 88 * 24)), random);
        };
    }

    private static @Nullable Instant endedAt(CustomerEnd end, Instant invitedAt, Random random, Instant now) {
        return switch (end) {
            case DRAFT, INVITED, REFUSED -> null;
            case EXPIRED -> invitedAt.plus(DemoCustomer.EXPIRES_AFTER);
            case ACTIVE, DEACTIVATED -> {
                // most answer within a day or two, some only after a reminder
                var share = random.nextDouble();
                yield invitedAt.plus(Duration.ofMinutes((long) (20 + share * share * share * 9 * 24 * 60)));
            }
            case DECLINED, REVOKED -> invitedAt.plus(hours(random, 1, 6 * 24));
        };
    }

    private static @Nullable String reason(CustomerEnd end, Random random) {
        return switch (end) {
            case DECLINED -> DemoWords.reasonToDecline(random);
            case REVOKED -> DemoWords.reasonToRevoke(random);
            default -> null;
        };
    }

    private static UUID ranking(List<RankingRow> rankings, Random random) {
        var lot = random.nextInt(20);
        return rankings.get(lot < 3 ? 0 : lot < 8 ? 1 : lot < 15 ? 2 : 3).id();
    }

    private static Duration hours(Random random, int from, int to) {
        return Duration.ofMinutes(random.nextInt(from * 60, to * 60));
    }

    /** The same week, on a day and at a time when people are at work; never later than the given instant. */
    private static Instant officeHours(Instant at, Random random) {
        var day = at.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.minusDays(1);
        }
        var time = LocalTime.of(7, 30).plusMinutes(random.nextInt(9 * 60)).plusSeconds(random.nextInt(60));
        return day.atTime(time).toInstant(ZoneOffset.UTC);
    }
}
