package com.partsportal.access;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What each role may send to the REST API behind Tasklist, Cockpit and Camunda's Admin: reading, which is left to the
 * engine's own grants, and the calls listed here by method and address. Nobody deploys a model, starts or modifies an
 * instance, sets a variable, correlates a message, throws a signal, writes a comment or changes a grant this way.
 */
final class EngineCalls {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final PathPattern ALL = pattern("/camunda/api/**");

    private static final String ENGINE = "/camunda/api/engine/engine/{engine}/";
    private static final String COCKPIT = "/camunda/api/cockpit/plugin/base/{engine}/";

    private static final PathPattern CLAIM = pattern(ENGINE + "task/{id}/claim");
    private static final List<PathPattern> COMPLETE =
            List.of(pattern(ENGINE + "task/{id}/complete"), pattern(ENGINE + "task/{id}/submit-form"));

    private static final List<Call> CALLS = Stream.of(
                    // the lists of Tasklist
                    calls(HttpMethod.POST, EnumSet.of(Role.SUPPORT, Role.SUPPORT_LEAD, Role.ADMIN), filters()),
                    // an agent's work on a task; EngineRequestFilter looks at what is sent
                    calls(HttpMethod.POST, EnumSet.of(Role.SUPPORT, Role.SUPPORT_LEAD), tasks()),
                    // Cockpit reads by POST where a query has many conditions
                    calls(HttpMethod.POST, EnumSet.of(Role.PROCESS_OWNER, Role.ADMIN), queries()),
                    calls(
                            HttpMethod.POST,
                            EnumSet.of(Role.PROCESS_OWNER, Role.ADMIN),
                            Stream.of("job/retries", "process-instance/job-retries")
                                    .map(ENGINE::concat)),
                    calls(
                            HttpMethod.PUT,
                            EnumSet.of(Role.PROCESS_OWNER, Role.ADMIN),
                            Stream.of(
                                            "job/{id}/retries",
                                            "job-definition/{id}/retries",
                                            "job/{id}/suspended",
                                            "process-instance/{id}/suspended",
                                            "process-instance/suspended")
                                    .map(ENGINE::concat)))
            .flatMap(List::stream)
            .toList();

    private EngineCalls() {}

    /** One line of the list. */
    private record Call(HttpMethod method, PathPattern pattern, Set<Role> roles) {

        boolean admits(SignedIn user, HttpServletRequest request, PathContainer path) {
            return method.matches(request.getMethod()) && roles.stream().anyMatch(user::is) && pattern.matches(path);
        }
    }

    /** What a call does, as far as its body is held to a rule of its own. */
    enum Act {
        CLAIM,
        COMPLETE,
        OTHER
    }

    /** Whether this is no call of the web apps' REST API, or one that this person may make. */
    static boolean admit(SignedIn user, HttpServletRequest request, PathContainer path) {
        if (!ALL.matches(path) || READING.contains(request.getMethod())) {
            return true;
        }
        var plain = withoutTrailingSlash(path);
        return CALLS.stream().anyMatch(call -> call.admits(user, request, plain));
    }

    /** What is done by a request to this path. */
    static Act act(PathContainer path) {
        var plain = withoutTrailingSlash(path);
        if (CLAIM.matches(plain)) {
            return Act.CLAIM;
        }
        return COMPLETE.stream().anyMatch(pattern -> pattern.matches(plain)) ? Act.COMPLETE : Act.OTHER;
    }

    /** Cockpit writes some of its addresses with a slash at the end; to the engine both are one. */
    private static PathContainer withoutTrailingSlash(PathContainer path) {
        return path.value().endsWith("/") ? path.subPath(0, path.elements().size() - 1) : path;
    }

    private static Stream<String> filters() {
        return Stream.of("filter/{id}/list", "filter/{id}/count").map(ENGINE::concat);
    }

    private static Stream<String> tasks() {
        return Stream.of("task/{id}/claim", "task/{id}/unclaim", "task/{id}/complete", "task/{id}/submit-form")
                .map(ENGINE::concat);
    }

    private static Stream<String> queries() {
        var counted = Stream.of(
                        "task",
                        "job",
                        "job-definition",
                        "process-instance",
                        "execution",
                        "external-task",
                        "variable-instance",
                        "group",
                        "history/process-instance",
                        "history/activity-instance",
                        "history/task",
                        "history/variable-instance")
                .flatMap(query -> Stream.of(ENGINE + query, ENGINE + query + "/count"));
        var plugins = Stream.of(
                        "process-instance",
                        "process-instance/count",
                        "incident",
                        "incident/count",
                        "process-definition/{id}/called-process-definitions",
                        "process-instance/{id}/called-process-instances")
                .map(COCKPIT::concat);
        return Stream.concat(counted, plugins);
    }

    private static List<Call> calls(HttpMethod method, Set<Role> roles, Stream<String> paths) {
        return paths.map(path -> new Call(method, pattern(path), roles)).toList();
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }
}
