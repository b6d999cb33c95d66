package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.shared.ReaderZone;
import jakarta.servlet.http.Cookie;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;

/** The time zone that a browser names. */
class ReaderZoneTests {

    @AfterEach
    void noReader() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, Europe/Berlin",
        "America/Argentina/Buenos_Aires, America/Argentina/Buenos_Aires",
        "Asia/Calcutta, Asia/Kolkata",
        "UTC, Z",
        "Mars/Base, Z",
        "'+99:00', Z",
        "../../etc/passwd, Z",
        "'', Z"
    })
    void isReadFromItsCookieAndElseUtc(String cookie, String zone) {
        var request = new MockHttpServletRequest();
        request.addPreferredLocale(Locale.GERMAN);
        request.setCookies(new Cookie("portal_zone", cookie));

        LocaleContextHolder.setLocaleContext(new ReaderLocaleResolver().resolveLocaleContext(request));

        assertThat(ReaderZone.get().getRules()).isEqualTo(ZoneId.of(zone).getRules());
        assertThat(LocaleContextHolder.getLocale()).isEqualTo(Locale.GERMAN);
    }
}
