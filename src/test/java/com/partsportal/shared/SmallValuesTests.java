package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class SmallValuesTests {

    @AfterEach
    void noRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,1,1", "PT0.001S,1,1", "PT1S,1,1", "PT1.001S,2,1", "PT60S,60,1", "PT61S,61,2", "PT120S,120,2"})
    void whenToComeBackIsRoundedUp(Duration after, long seconds, long minutes) {
        var refused = new TooManyRequests("sign-in", after);
        assertThat(refused.limit()).isEqualTo("sign-in");
        assertThat(refused.retryAfter()).isEqualTo(after);
        assertThat(refused.retryAfterSeconds()).isEqualTo(seconds);
        assertThat(refused.retryAfterMinutes()).isEqualTo(minutes);
        assertThat(refused).hasMessageContaining("sign-in");
    }

    @Test
    void aReachedLimitIsRecordedInItsRequest() {
        var refused = new TooManyRequests("sign-in", Duration.ofSeconds(7));
        refused.record(); // nothing to record it in

        var request = new MockHttpServletRequest();
        assertThat(TooManyRequests.reachedBy(request)).isNull();
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        var response = new MockHttpServletResponse();
        refused.writeTo(response);
        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
        assertThat(TooManyRequests.reachedBy(request)).isEqualTo("sign-in");

        var other = new MockHttpServletRequest();
        refused.recordIn(other);
        assertThat(TooManyRequests.reachedBy(other)).isEqualTo("sign-in");
    }

    @Test
    void aFailedRequestHasAnIdOfItsOwn() {
        var request = new MockHttpServletRequest();
        assertThat(ErrorId.of(request)).isNull();
        var id = ErrorId.next(request);
        assertThat(id).isNotBlank().isNotEqualTo(ErrorId.next());
        assertThat(ErrorId.of(request)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "Kim, K",
        "kim lee, KL",
        "Kim van der Lee, KL",
        "' kim\u00a0lee ', KL",
        "(kim) 'lee', KL",
        "'Éva Ökrös', ÉÖ",
        "'7 Eleven', 7E"
    })
    void initialsAreOfTheFirstAndTheLastName(String name, String initials) {
        assertThat(Initials.of(name)).isEqualTo(initials);
    }

    @Test
    void valuesAreStoredAsTheirText() {
        var addresses = new ValueConverters.OfEmailAddress();
        var address = new EmailAddress("kim@borg.example");
        assertThat(addresses.convertToDatabaseColumn(address)).isEqualTo("kim@borg.example");
        assertThat(addresses.convertToEntityAttribute("kim@borg.example")).isEqualTo(address);
        assertThat(addresses.convertToDatabaseColumn(null)).isNull();
        assertThat(addresses.convertToEntityAttribute(null)).isNull();

        var phones = new ValueConverters.OfPhoneNumber();
        var phone = new PhoneNumber("+49301234567");
        assertThat(phones.convertToDatabaseColumn(phone)).isEqualTo("+49301234567");
        assertThat(phones.convertToEntityAttribute("+49301234567")).isEqualTo(phone);
        assertThat(phones.convertToDatabaseColumn(null)).isNull();
        assertThat(phones.convertToEntityAttribute(null)).isNull();
    }
}
