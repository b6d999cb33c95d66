package com.partsportal.testing;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Pages as a person with a session reads and posts them; there in every {@link PortalTest}. */
public final class Pages {

    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    @Autowired
    private MockMvc mvc;

    /** Reads a page. */
    public MockHttpServletResponse open(Cookie session, String path) {
        try {
            return mvc.perform(get(URI.create(path)).cookie(session))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The text of a page that must be answered with 200. */
    public String text(Cookie session, String path) {
        var answer = open(session, path);
        if (answer.getStatus() != 200) {
            throw new AssertionError(path + " answers " + answer.getStatus());
        }
        return text(answer);
    }

    /** Sends a form, with its fields by name and value. */
    public MockHttpServletResponse send(Cookie session, String path, String... fields) {
        var request = post(URI.create(path)).cookie(session).with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        try {
            return mvc.perform(request).andReturn().getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Reads from the API with this login. */
    public MockHttpServletResponse call(String email, String path) {
        try {
            return mvc.perform(get(URI.create(path)).with(httpBasic(email, People.PASSWORD)))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The text of a page as a person reads it: without tags, white space folded. */
    public static String text(MockHttpServletResponse answer) {
        return text(html(answer));
    }

    /** As {@link #text(MockHttpServletResponse)}, of a page or a part of one. */
    public static String text(String html) {
        return TAGS.matcher(html)
                .replaceAll(" ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The body, read as UTF-8 whatever the headers say. */
    public static String html(MockHttpServletResponse answer) {
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
