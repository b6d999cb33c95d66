package com.partsportal.access;

import static com.partsportal.account.Role.ADMIN;
import static com.partsportal.account.Role.CUSTOMER_MANAGER;
import static com.partsportal.account.Role.CUSTOMER_USER;
import static com.partsportal.account.Role.PROCESS_OWNER;
import static com.partsportal.account.Role.SUPPORT;
import static com.partsportal.account.Role.SUPPORT_LEAD;
import static com.partsportal.account.Role.TEAM_MEMBER;
import static com.partsportal.account.Role.VENDOR_ADMIN;

import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Who may go where. The first line that fits a path decides; a path without a line does not exist for anybody. */
final class Routes {

    private static final Role[] STAFF = {SUPPORT, SUPPORT_LEAD, PROCESS_OWNER, ADMIN};

    /** Takes notifications of mail servers, with a token of its own. */
    static final String BOUNCES = "/api/v1/bounces";

    private static final List<Route> TABLE = List.of(
            anybody("/"),
            anybody("/login/**"),
            anybody("/logout"),
            anybody("/terms"),
            anybody("/display"),
            anybody("/password/**"),
            anybody("/invitations/**"),
            only("/email-change/cases/**", SUPPORT, SUPPORT_LEAD),
            anybody("/email-change/**"),
            anybody("/actuator/health/**"),
            signedIn("/start"),
            signedIn("/membership"),
            signedIn("/notifications/**"),
            only("/vendor/customers/**", VENDOR_ADMIN, TEAM_MEMBER),
            only("/vendor/rfqs/**", VENDOR_ADMIN, TEAM_MEMBER),
            only("/vendor/insights/**", VENDOR_ADMIN, TEAM_MEMBER),
            only("/vendor/rankings/**", VENDOR_ADMIN),
            only("/vendor/team/**", VENDOR_ADMIN),
            only("/vendor/settings/**", VENDOR_ADMIN),
            only("/vendor/audit/**", VENDOR_ADMIN),
            only("/vendor/api-keys/**", VENDOR_ADMIN),
            only("/vendor/webhooks/**", VENDOR_ADMIN),
            signedIn("/portal/profile/**"),
            only("/portal/company/**", CUSTOMER_MANAGER),
            only("/portal/users/**", CUSTOMER_MANAGER),
            only("/portal/**", CUSTOMER_MANAGER, CUSTOMER_USER),
            only("/admin/**", ADMIN),
            only("/insights/**", PROCESS_OWNER, ADMIN),
            only("/actuator/prometheus", ADMIN),
            only("/actuator/info", PROCESS_OWNER, ADMIN),
            signedIn("/swagger-ui.html"),
            signedIn("/swagger-ui/**"),
            signedIn("/v3/api-docs/**"),
            signedIn("/v3/api-docs.yaml"),
            anybody(BOUNCES),
            signedIn("/api/v1/me"),
            only("/api/v1/parts", CUSTOMER_MANAGER, CUSTOMER_USER),
            only("/api/v1/vendors", CUSTOMER_MANAGER, CUSTOMER_USER),
            only("/api/v1/rfqs/**", CUSTOMER_MANAGER, CUSTOMER_USER),
            only("/api/v1/received-rfqs/**", VENDOR_ADMIN, TEAM_MEMBER),
            only("/api/v1/email-changes/**", SUPPORT, SUPPORT_LEAD),
            only("/api/v1/customers/**", VENDOR_ADMIN, TEAM_MEMBER),
            only("/api/v1/imports/**", VENDOR_ADMIN, TEAM_MEMBER),
            only("/api/v1/keys/**", VENDOR_ADMIN),
            only("/api/v1/webhooks/**", VENDOR_ADMIN, TEAM_MEMBER),
            only("/camunda/app/tasklist/**", SUPPORT, SUPPORT_LEAD, ADMIN),
            only("/camunda/api/tasklist/**", SUPPORT, SUPPORT_LEAD, ADMIN),
            only("/camunda/app/cockpit/**", PROCESS_OWNER, ADMIN),
            only("/camunda/api/cockpit/**", PROCESS_OWNER, ADMIN),
            denied("/camunda/api/admin/setup/**"),
            denied("/camunda/api/admin/auth/user/*/login/**"),
            only("/camunda/api/admin/auth/**", STAFF),
            only("/camunda/api/admin/**", ADMIN),
            only("/camunda/app/admin/**", ADMIN),
            only("/camunda/app/welcome/**", ADMIN),
            only("/camunda/api/welcome/**", ADMIN),
            only("/camunda/api/engine/**", STAFF),
            only("/camunda/lib/**", STAFF),
            only("/camunda/assets/**", STAFF),
            only("/camunda/favicon.ico", STAFF));

    private Routes() {}

    /** Static files of the portal itself: the same for everybody. */
    static final String[] STATIC = {
        "/*.css",
        "/*.js",
        "/*.svg",
        "/favicon.ico",
        "/robots.txt",
        "/img/**",
        "/fonts/**",
        "/icons/**",
        "/vendor/bpmn-js/**",
        "/webjars/bootstrap/**",
        "/webjars/htmx.org/**"
    };

    /** One line of the table. */
    record Route(PathPattern pattern, Admission admission, Set<Role> roles) {

        boolean admits(SignedIn user) {
            return admits(roles.stream().anyMatch(user::is));
        }

        /** Whether somebody is let in who acts in this role. */
        boolean admits(Role role) {
            return admits(roles.contains(role));
        }

        private boolean admits(boolean hasRole) {
            return switch (admission) {
                case ANYBODY, SIGNED_IN -> true;
                case ROLES -> hasRole;
                case NOBODY -> false;
            };
        }
    }

    enum Admission {
        ANYBODY,
        SIGNED_IN,
        ROLES,
        NOBODY
    }

    /** The line for this path; empty: no such path. */
    static Optional<Route> of(PathContainer path) {
        return TABLE.stream().filter(route -> route.pattern().matches(path)).findFirst();
    }

    private static Route anybody(String pattern) {
        return route(pattern, Admission.ANYBODY);
    }

    private static Route signedIn(String pattern) {
        return route(pattern, Admission.SIGNED_IN);
    }

    private static Route only(String pattern, Role... roles) {
        return route(pattern, Admission.ROLES, roles);
    }

    private static Route denied(String pattern) {
        return route(pattern, Admission.NOBODY);
    }

    private static Route route(String pattern, Admission admission, Role... roles) {
        return new Route(PathPatternParser.defaultInstance.parse(pattern), admission, Set.copyOf(Arrays.asList(roles)));
    }
}
