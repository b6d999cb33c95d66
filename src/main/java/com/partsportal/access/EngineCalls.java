package com.partsportal.access;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What the REST API of the engine does for support: it reads, and takes what Tasklist itself sends. Whoever may work on
 * a task in the engine may also throw an error at it, which ends its process, rename it, hand it to anybody, hide it
 * from its group, or write comments that stay for ever; none of that gets here.
 */
final class EngineCalls {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final PathPattern ALL = pattern("/camunda/api/engine/**");

    private static final List<PathPattern> OF_TASKLIST = Stream.of(
                    "filter/{id}/list",
                    "filter/{id}/count",
                    "task/{id}/claim",
                    "task/{id}/unclaim",
                    "task/{id}/complete",
                    "task/{id}/submit-form")
            .map(call -> pattern("/camunda/api/engine/engine/{engine}/" + call))
            .toList();

    private EngineCalls() {}

    /** Whether this is no call of the engine, none of support's, or one that support may make. */
    static boolean admit(SignedIn user, HttpServletRequest request, PathContainer path) {
        return !ALL.matches(path)
                || !(user.is(Role.SUPPORT) || user.is(Role.SUPPORT_LEAD))
                || READING.contains(request.getMethod())
                || request.getMethod().equals("POST") && OF_TASKLIST.stream().anyMatch(call -> call.matches(path));
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }
}
