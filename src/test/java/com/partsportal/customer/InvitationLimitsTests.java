package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.InvitedMailboxes;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.NewColleague;
import com.partsportal.customerimport.Imports;
import com.partsportal.dev.MovableClock;
import com.partsportal.mail.MailDeferred;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.table.SheetChoice;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.LimitedPortalTest;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionTemplate;

@LimitedPortalTest
class InvitationLimitsTests {

    Onboarding onboarding;

    private Pages pages;

    @Autowired
    Customers customers;

    @Autowired
    KnownCustomers known;

    @Autowired
    MovableClock clock;

    @Autowired
    Imports imports;

    @Autowired
    CompanyUsers users;

    @Autowired
    People people;

    @Autowired
    InvitedMailboxes mailboxes;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    void compose(AutowireCapableBeanFactory beans) {
        onboarding = beans.createBean(Onboarding.class);
        pages = beans.createBean(Pages.class);
    }

    @Test
    void oneAddressGetsOneSendingOfAVendorPerInterval() {
        var acme = people.vendor("Acme Machining", "vera@acme-limits.example");
        var customer = onboarding.invited(acme, "Borg Inc", "once@limits.example");
        assertThatThrownBy(() -> customers.resend(acme.id(), customer, acme.admin()))
                .isInstanceOfSatisfying(
                        TooManyRequests.class,
                        refused -> assertThat(refused.retryAfter())
                                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
        var vera = people.session(acme.email());
        assertThat(pages.text(vera, "/vendor/customers/" + customer)).contains("Resend in 10 min");
        assertThat(pages.text(vera, "/vendor/customers")).contains("Resend in 10 min");
        customers.revoke(acme.id(), customer, null, acme.admin());
        assertThatThrownBy(() -> customers.invite(acme.id(), customer, acme.admin()))
                .isInstanceOf(TooManyRequests.class);
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.REVOKED);
        onboarding.invited(onboarding.vendor("Globex Castings"), "Borg Inc", "once@limits.example");

        clock.advance(Duration.ofMinutes(11));
        assertThat(pages.text(vera, "/vendor/customers")).doesNotContain(" in 10 min");
        customers.invite(acme.id(), customer, acme.admin());
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.INVITED);
    }

    @Test
    void invitationsThatAForgottenPasswordBringsAgainCountForTheDay() {
        var email = "forgetful@limits.example";
        onboarding.invited(onboarding.vendor("Remembering Vendor"), "Borg Inc", email);
        jobs.runDue();

        for (var n = 0; n < 12; n++) {
            clock.advance(Duration.ofMinutes(11));
            transactions.executeWithoutResult(status -> mailboxes.mailAgain(new EmailAddress(email)));
            try {
                jobs.runDue();
            } catch (MailDeferred beyondTheLimit) {
                assertThat(n).isGreaterThanOrEqualTo(9);
            }
        }

        assertThat(mailbox.to(email, "invitation")).hasSize(10);
    }

    @Test
    void aManagerWhoResendsTooSoonSeesHowLongToWait() {
        var company =
                people.company(people.vendor("Hasty Vendor", "vera@hasty.example"), "Hasty", "mona@hasty.example");
        var mona = people.session(company.email());
        pages.send(mona, "/portal/users", "name", "Ben", "email", "ben@hasty.example", "role", "CUSTOMER_USER");
        var list = Pages.html(pages.open(mona, "/portal/users"));
        var invitation = Pattern.compile("/portal/users/invitations/([0-9a-f-]{36})/resend")
                .matcher(list)
                .results()
                .findFirst()
                .orElseThrow();

        var resent = pages.send(mona, invitation.group());
        pages.send(mona, invitation.group().replace("resend", "revoke"));
        var invited =
                pages.send(mona, "/portal/users", "name", "Ben", "email", "ben@hasty.example", "role", "CUSTOMER_USER");

        assertThat(List.of(resent, invited)).allSatisfy(refused -> {
            assertThat(refused.getStatus()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(540, 601);
            assertThat(Pages.text(refused)).containsPattern("Nothing was sent: .+ Try again in 1[01] minutes");
        });
    }

    @Test
    void aCompanyInvitesFiftyAnHourAndHasNoMoreOpenThanItsShare() {
        var company = people.company(people.vendor("Busy Vendor", "vera@busy.example"), "Busy", "mona@busy.example");
        var mona = people.session(company.email());
        for (var i = 0; i < 50; i++) {
            assertThat(invite(mona, i).getStatus()).as("invitation " + i).isEqualTo(302);
        }
        var refused = invite(mona, 50);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(3500, 3600);

        clock.advance(Duration.ofMinutes(61));
        mona = people.session(company.email());
        assertThat(invite(mona, 50).getStatus()).isEqualTo(302);
        assertThat(invite(mona, 51).getStatus()).isEqualTo(302);
        var full = invite(mona, 52);
        assertThat(full.getStatus()).isEqualTo(409);
        assertThat(Pages.text(full)).contains("too many of your company’s invitations are unanswered");
    }

    private MockHttpServletResponse invite(Cookie manager, int number) {
        return pages.send(
                manager,
                "/portal/users",
                "name",
                "Ben",
                "email",
                "ben-" + number + "@busy.example",
                "role",
                "CUSTOMER_USER");
    }

    private static byte[] file(String email) {
        return ("company_name,email,phone,ranking\nBorg," + email + ",,A\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void ofInvitationsSentAtOnceNoMoreGetThroughThanTheLimitAllows() throws Exception {
        var company =
                people.company(people.vendor("Quick Vendor", "vera@quick.example"), "Quick", "mona@quick.example");
        var threads = Executors.newFixedThreadPool(8);
        try {
            var sent = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < 60; i++) {
                var wanted = new NewColleague("Ben", "ben-" + i + "@quick.example", "CUSTOMER_USER");
                sent.add(threads.submit(() -> {
                    try {
                        users.invite(company.id(), wanted, company.manager());
                        return true;
                    } catch (TooManyRequests tooMany) {
                        return false;
                    }
                }));
            }
            var through = 0;
            for (var one : sent) {
                through += one.get() ? 1 : 0;
            }
            assertThat(through).isEqualTo(50);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aVendorInvitesThreeHundredAnHour() {
        var acme = onboarding.vendor("Acme Machining");
        for (var i = 0; i < 300; i++) {
            onboarding.invited(acme, "Borg " + i, "contact-" + i + "@hourly.example");
        }
        assertThatThrownBy(() -> onboarding.invited(acme, "Borg", "one-more@hourly.example"))
                .isInstanceOf(TooManyRequests.class);
        assertThat(known.byEmail(acme.id(), new EmailAddress("one-more@hourly.example")))
                .isEmpty();
        assertThatThrownBy(() -> onboarding.invited(acme, "Borg", "contact-7@hourly.example"))
                .isInstanceOf(Refused.class);
        clock.advance(Duration.ofMinutes(61));
        onboarding.invited(acme, "Borg", "one-more@hourly.example");
        assertThatThrownBy(() -> onboarding.invited(acme, "Borg", "one-too-many@hourly.example"))
                .isInstanceOfSatisfying(
                        Refused.class, full -> assertThat(full.code()).isEqualTo("too-many-open-invitations"));
        assertThatThrownBy(() -> imports.start(
                        acme.id(), file("late@hourly.example"), SheetChoice.FIRST, false, true, acme.admin()))
                .isInstanceOf(Refused.class);
        imports.start(acme.id(), file("late@hourly.example"), SheetChoice.FIRST, false, false, acme.admin());

        var row = new NewCustomer("Late", "row@hourly.example", null, "A", true, null, null, null);
        assertThatThrownBy(() -> customers.addFromImport(acme.id(), row, acme.admin()))
                .as("a row of an import that began in time")
                .isInstanceOfSatisfying(
                        Refused.class, full -> assertThat(full.code()).isEqualTo("too-many-open-invitations"));
        assertThat(known.byEmail(acme.id(), new EmailAddress("row@hourly.example")))
                .isEmpty();
    }
}
