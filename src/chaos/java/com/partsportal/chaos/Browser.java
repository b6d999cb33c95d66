package com.partsportal.chaos;

import com.partsportal.chaos.Portal.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person with cookies, who reads pages and posts their forms, each time at the node that the balancer picks. */
final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final Portal portal;
    private final Map<String, String> cookies = new HashMap<>();

    Browser(Portal portal) {
        this.portal = portal;
    }

    Answer open(int node, String path) throws IOException, InterruptedException {
        return send(node, "GET", path, Map.of(), "");
    }

    /** The token of the page's forms. */
    static Optional<String> csrf(Answer page) {
        var found = CSRF.matcher(page.body());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    Answer post(int node, String path, String csrf, String... fields) throws IOException, InterruptedException {
        var form = new LinkedHashMap<String, String>();
        form.put("_csrf", csrf);
        for (var i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(node, "POST", path, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    private Answer send(int node, String method, String path, Map<String, String> more, String body)
            throws IOException, InterruptedException {
        var headers = new HashMap<>(more);
        if (!cookies.isEmpty()) {
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var answer = portal.send(node, method, path, headers, body);
        for (var cookie : answer.response().headers().allValues("Set-Cookie")) {
            var pair = cookie.split(";")[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }
}
