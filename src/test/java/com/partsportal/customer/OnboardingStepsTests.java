package com.partsportal.customer;

import static com.partsportal.customer.OnboardingSteps.State.BAD;
import static com.partsportal.customer.OnboardingSteps.State.DONE;
import static com.partsportal.customer.OnboardingSteps.State.LATER;
import static com.partsportal.customer.OnboardingSteps.State.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.customer.OnboardingSteps.State;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.shared.EmailAddress;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The steps that a customer's page shows, and the way back from it to the list. */
class OnboardingStepsTests {

    private static final Instant SAVED = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant INVITED = SAVED.plusSeconds(60);
    private static final Instant OPENED = SAVED.plusSeconds(120);
    private static final Instant ACCEPTED = SAVED.plusSeconds(180);

    @Test
    void theNextStepIsTheFirstThatIsNotDone() {
        assertThat(states(CustomerStatus.DRAFT, null, null, null, null))
                .containsExactly(DONE, NOW, LATER, LATER, LATER);
        assertThat(states(CustomerStatus.INVITED, DeliveryState.SENT, INVITED, null, null))
                .containsExactly(DONE, DONE, NOW, LATER, LATER);
        assertThat(states(CustomerStatus.INVITED, DeliveryState.SENT, INVITED, OPENED, null))
                .containsExactly(DONE, DONE, DONE, NOW, LATER);
        assertThat(states(CustomerStatus.ACTIVE, DeliveryState.SENT, INVITED, OPENED, ACCEPTED))
                .containsExactly(DONE, DONE, DONE, DONE, NOW);
    }

    @Test
    void whatEndedHasNoNextStep() {
        assertThat(states(CustomerStatus.EXPIRED, DeliveryState.SENT, INVITED, null, null))
                .containsExactly(DONE, DONE, LATER, LATER, LATER);
        assertThat(states(CustomerStatus.DECLINED, DeliveryState.SENT, INVITED, OPENED, null))
                .containsExactly(DONE, DONE, DONE, BAD, LATER);
        assertThat(states(CustomerStatus.DEACTIVATED, DeliveryState.SENT, INVITED, OPENED, ACCEPTED))
                .containsExactly(DONE, DONE, DONE, DONE, LATER);
    }

    @Test
    void anEmailThatFailedIsBadUntilSomebodyAccepts() {
        assertThat(states(CustomerStatus.INVITED, DeliveryState.FAILED, INVITED, null, null))
                .containsExactly(DONE, BAD, LATER, LATER, LATER);
        assertThat(states(CustomerStatus.ACTIVE, DeliveryState.FAILED, INVITED, null, ACCEPTED))
                .containsExactly(DONE, DONE, DONE, DONE, NOW);
    }

    @Test
    void everyStepHasItsDate() {
        var steps = OnboardingSteps.of(
                row(CustomerStatus.ACTIVE, DeliveryState.SENT, INVITED, ACCEPTED), OPENED, ACCEPTED.plusSeconds(1));
        assertThat(steps)
                .containsExactly(
                        new OnboardingSteps.Step("saved", SAVED, DONE),
                        new OnboardingSteps.Step("invited", INVITED, DONE),
                        new OnboardingSteps.Step("opened", OPENED, DONE),
                        new OnboardingSteps.Step("accepted", ACCEPTED, DONE),
                        new OnboardingSteps.Step("rfq", ACCEPTED.plusSeconds(1), DONE));
    }

    @Test
    void theListComesBackAsItWasLeft() {
        var request = new MockHttpServletRequest();
        assertThat(ListCookie.back(request)).isEqualTo("/vendor/customers");
        var untouched = new MockHttpServletResponse();
        ListCookie.write(request, untouched, "");
        assertThat(untouched.getHeader("Set-Cookie")).isNull();

        var kept = new MockHttpServletResponse();
        request.setSecure(true);
        ListCookie.write(request, kept, "q=a");
        assertThat(kept.getHeader("Set-Cookie"))
                .contains("portal_list=q=a", "Path=/vendor/customers", "HttpOnly", "Secure", "SameSite=Lax")
                .doesNotContain("Max-Age");

        request.setCookies(new Cookie("other", "x"), new Cookie("portal_list", "q=a"));
        assertThat(ListCookie.back(request)).isEqualTo("/vendor/customers?q=a");
        var ended = new MockHttpServletResponse();
        ListCookie.write(request, ended, "q=" + "x".repeat(1999));
        assertThat(ended.getHeader("Set-Cookie")).contains("Max-Age=0");
        var longest = new MockHttpServletResponse();
        ListCookie.write(request, longest, "q=" + "x".repeat(1998));
        assertThat(longest.getHeader("Set-Cookie")).contains("portal_list=q=xx").doesNotContain("Max-Age");
    }

    private static List<State> states(
            CustomerStatus status,
            @Nullable DeliveryState delivery,
            @Nullable Instant invited,
            @Nullable Instant opened,
            @Nullable Instant accepted) {
        return OnboardingSteps.of(row(status, delivery, invited, accepted), opened, null).stream()
                .map(OnboardingSteps.Step::state)
                .toList();
    }

    private static CustomerRow row(
            CustomerStatus status,
            @Nullable DeliveryState delivery,
            @Nullable Instant invited,
            @Nullable Instant accepted) {
        return new CustomerRow(
                new CustomerId(UUID.randomUUID()),
                "Borg Inc",
                null,
                new EmailAddress("kim@borg.example"),
                null,
                null,
                null,
                "A",
                status,
                null,
                delivery,
                null,
                null,
                SAVED,
                SAVED,
                invited,
                null,
                0,
                accepted,
                new Visits(0, 0, null, null),
                0);
    }
}
