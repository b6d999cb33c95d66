package com.partsportal.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;

/** The page of received emails. */
class MailboxControllerTests {

    /** A list of many emails is sent before the clock's forms are written: without the cookie by then they answer 403. */
    @Test
    void theTokenOfTheClocksFormsIsMadeBeforeThePageIsWritten() {
        var made = new AtomicBoolean();
        var request = new MockHttpServletRequest();
        request.setAttribute(CsrfToken.class.getName(), new CsrfToken() {
            @Override
            public String getHeaderName() {
                return "header";
            }

            @Override
            public String getParameterName() {
                return "parameter";
            }

            @Override
            public String getToken() {
                made.set(true);
                return "token";
            }
        });

        new MailboxController(null, null).token(request);

        assertThat(made).isTrue();
    }
}
