package com.partsportal.invitation;

import com.partsportal.api.ApiController;
import com.partsportal.api.Problem;
import com.partsportal.api.ProblemException;
import com.partsportal.mail.Bounces;
import com.partsportal.shared.NotFound;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** Takes notifications of a mail server, from its pipe or its hook, with a token of their own. */
@Hidden
@ApiController("/api/v1/bounces")
class BounceApi {

    private static final String BEARER = "Bearer ";

    private final Bounces bounces;
    private final String token;

    /** @param token {@code PORTAL_BOUNCE_TOKEN}; empty: there is no such call */
    BounceApi(Bounces bounces, @Value("${portal.bounce-token:}") String token) {
        this.bounces = bounces;
        this.token = token;
    }

    @PostMapping(consumes = "message/rfc822")
    ResponseEntity<Void> receive(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody(required = false) byte @Nullable [] message) {
        if (token.isEmpty()) {
            throw new NotFound();
        }
        if (authorization == null || !equals(authorization, BEARER + token)) {
            throw new ProblemException(Problem.of(HttpStatus.UNAUTHORIZED, "unauthenticated"));
        }
        if (message != null) {
            bounces.receive(message);
        }
        return ResponseEntity.accepted().build();
    }

    /** In the same time for every token of that length. */
    private static boolean equals(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
