package com.partsportal.customer;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answer that is an email as it will look: it runs nothing and is shown within our own pages only. */
final class EmailFrame {

    private static final MediaType EMAIL = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private EmailFrame() {}

    static ResponseEntity<String> of(String html) {
        return ResponseEntity.ok()
                .contentType(EMAIL)
                .header("Content-Security-Policy", POLICY)
                .body(html);
    }
}
