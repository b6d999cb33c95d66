package com.partsportal.access;

import com.partsportal.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/** Answers of the API that are given before a controller is reached. */
final class Problems {

    private Problems() {}

    static boolean isApi(HttpServletRequest request) {
        return Problem.isExpectedBy(request);
    }

    static void write(HttpServletResponse response, HttpStatus status, String code) throws IOException {
        Problem.of(status, code).write(response);
    }
}
