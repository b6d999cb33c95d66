package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.dev.MovableClock;
import com.partsportal.shared.DateFormats;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

/** Reminders that would fall on a weekend of the vendor, who works in Berlin. */
@PortalTest
class ReminderHoursTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static int vendors;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Customers customers;

    @Autowired
    DateFormats formats;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    private TestVendor vendor;
    private Cookie session;
    private String email;

    /** Three days before the first reminder would be due. */
    private ZonedDateTime wednesday;

    @BeforeEach
    void aWednesday() {
        wednesday = clock.instant()
                .atZone(BERLIN)
                .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                .withHour(11)
                .withMinute(0);
        clock.moveTo(wednesday.toInstant());
        vendor = people.vendor("Acme", "vera" + ++vendors + "@hours.example");
        email = "kim" + vendors + "@hours.example";
        session = people.session(vendor.email());
        LocaleContextHolder.setLocale(Locale.ENGLISH);
    }

    @AfterEach
    void noLocale() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void waitUntilNineOnMondayAndAreShownSoBeforeSending() {
        settings("officeHours", "true");
        var customer = customers.add(
                vendor.id(), new NewCustomer("Borg Inc", email, null, "A", false, null, null, null), vendor.admin());
        var monday = wednesday.plusDays(5).withHour(9).withSecond(0).withNano(0);
        assertThat(pages.text(session, "/vendor/customers/" + customer + "/preview"))
                .contains(formats.dayTimeZone(monday.toInstant(), BERLIN))
                .contains(formats.dayTimeZone(clock.instant().plus(Duration.ofDays(7)), BERLIN)
                        .substring(0, 10));

        customers.invite(vendor.id(), customer, vendor.admin());
        jobs.runDue(customer.value());

        assertThat(remindersAt(customer, monday.minusSeconds(30).toInstant())).isZero();
        assertThat(remindersAt(customer, monday.plusSeconds(1).toInstant())).isOne();
    }

    @Test
    void comeAtTheirHourWhereTheVendorWantsThat() {
        settings();
        var customer = people.invite(vendor, "Borg Inc", email);
        jobs.runDue(customer.value());

        assertThat(remindersAt(customer, wednesday.plusDays(3).plusMinutes(10).toInstant()))
                .isOne();
    }

    private int remindersAt(CustomerId customer, Instant moment) {
        clock.moveTo(moment);
        jobs.runDue(customer.value());
        return mailbox.to(email, "reminder").size();
    }

    private void settings(String... more) {
        var fields = new String[8 + more.length];
        System.arraycopy(
                new String[] {"partsPolicy", "WARN", "language", "en", "timeZone", "Europe/Berlin", "region", "DE"},
                0,
                fields,
                0,
                8);
        System.arraycopy(more, 0, fields, 8, more.length);
        assertThat(pages.send(session, "/vendor/settings", fields).getRedirectedUrl())
                .isEqualTo("/vendor/settings");
    }
}
