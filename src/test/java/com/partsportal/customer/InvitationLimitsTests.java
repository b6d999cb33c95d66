package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.dev.MovableClock;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@PortalTest(properties = "portal.rate-limits.enabled=true")
class InvitationLimitsTests {

    Onboarding onboarding;

    private Pages pages;

    @Autowired
    Customers customers;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    void compose(AutowireCapableBeanFactory beans) {
        onboarding = beans.createBean(Onboarding.class);
        pages = beans.createBean(Pages.class);
    }

    @Test
    void oneAddressGetsOneSendingOfAVendorPerInterval() {
        var acme = onboarding.shop("Acme Machining");
        var customer = onboarding.invited(acme, "Borg Inc", "once@limits.example");
        assertThatThrownBy(() -> customers.resend(acme.id(), customer, acme.admin()))
                .isInstanceOfSatisfying(
                        TooManyRequests.class,
                        refused -> assertThat(refused.retryAfter())
                                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
        customers.revoke(acme.id(), customer, null, acme.admin());
        assertThatThrownBy(() -> customers.invite(acme.id(), customer, acme.admin()))
                .isInstanceOf(TooManyRequests.class);
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.REVOKED);
        onboarding.invited(onboarding.shop("Globex Castings"), "Borg Inc", "once@limits.example");

        clock.advance(Duration.ofMinutes(11));
        customers.invite(acme.id(), customer, acme.admin());
        assertThat(onboarding.status(acme, customer)).isEqualTo(CustomerStatus.INVITED);
    }

    @Test
    void aManagerWhoSendsAgainTooSoonIsToldHowLongToWait() {
        var firm = people.firm(people.shop("Hasty Vendor", "vera@hasty.example"), "Hasty", "mona@hasty.example");
        var mona = people.session(firm.email());
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
            assertThat(Pages.words(refused)).containsPattern("try again in 1[01] minutes. Nothing was sent");
        });
    }

    @Test
    void aVendorInvitesThreeHundredAnHour() {
        var acme = onboarding.shop("Acme Machining");
        for (var i = 0; i < 300; i++) {
            onboarding.invited(acme, "Borg " + i, "contact-" + i + "@hourly.example");
        }
        assertThatThrownBy(() -> onboarding.invited(acme, "Borg", "one-more@hourly.example"))
                .isInstanceOf(TooManyRequests.class);
        assertThat(customers.byEmail(acme.id(), new EmailAddress("one-more@hourly.example")))
                .isEmpty();
        assertThatThrownBy(() -> onboarding.invited(acme, "Borg", "contact-7@hourly.example"))
                .isInstanceOf(Refused.class);
        clock.advance(Duration.ofMinutes(61));
        onboarding.invited(acme, "Borg", "one-more@hourly.example");
    }
}
