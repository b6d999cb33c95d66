package com.partsportal.access;

import static com.partsportal.account.Role.ADMIN;
import static com.partsportal.account.Role.CUSTOMER_MANAGER;
import static com.partsportal.account.Role.CUSTOMER_USER;
import static com.partsportal.account.Role.PROCESS_OWNER;
import static com.partsportal.account.Role.SUPPORT;
import static com.partsportal.account.Role.SUPPORT_LEAD;
import static com.partsportal.account.Role.TEAM_MEMBER;
import static com.partsportal.account.Role.VENDOR_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.testing.PortalTest;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Who may go where, line by line. A route that is mapped without a line here fails. */
@PortalTest
class RouteTests {

    private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);
    private static final Set<Role> VENDOR = EnumSet.of(VENDOR_ADMIN, TEAM_MEMBER);
    private static final Set<Role> CUSTOMER = EnumSet.of(CUSTOMER_MANAGER, CUSTOMER_USER);
    private static final Set<Role> STAFF = EnumSet.of(SUPPORT, SUPPORT_LEAD, PROCESS_OWNER, ADMIN);
    private static final Set<Role> ADMINISTRATOR = EnumSet.of(ADMIN);
    private static final Set<Role> NOBODY = EnumSet.noneOf(Role.class);

    /** A path of the mappings, whether strangers may go there, and who of the signed-in ones may. */
    private record Line(boolean strangers, Set<Role> roles) {}

    private static final Map<String, Line> TABLE = new LinkedHashMap<>();

    private static void open(String... paths) {
        for (var path : paths) {
            TABLE.put(path, new Line(true, EVERYBODY));
        }
    }

    private static void only(Set<Role> roles, String... paths) {
        for (var path : paths) {
            TABLE.put(path, new Line(false, roles));
        }
    }

    static {
        open("/login/code", "/login/second-factor", "/login/second-factor/passkey", "/login/second-factor/passkey/new");
        open(
                "/",
                "/login",
                "/login/passkey",
                "/login/passkey/options",
                "/terms",
                "/display",
                "/password",
                "/password/{token}");
        open("/invitations/{token}", "/invitations/asked", "/invitations/continue");
        open("/email-change", "/email-change/{token}");
        only(EnumSet.of(SUPPORT, SUPPORT_LEAD), "/email-change/cases", "/email-change/cases/{id}");
        open("/actuator/health", "/actuator/health/**");
        only(EVERYBODY, "/start", "/membership");
        only(
                EVERYBODY,
                "/notifications",
                "/notifications/read",
                "/notifications/settings",
                "/notifications/{id}",
                "/notifications/{id}/read");
        only(
                VENDOR,
                "/vendor/customers",
                "/vendor/customers/new",
                "/vendor/customers/email-check",
                "/vendor/customers/new/email/{preview}",
                "/vendor/customers/counts",
                "/vendor/customers/news");
        only(
                VENDOR,
                "/vendor/customers/{id}",
                "/vendor/customers/{id}/diagram",
                "/vendor/customers/{id}/preview",
                "/vendor/customers/{id}/preview/email",
                "/vendor/customers/{id}/invitation-options",
                "/vendor/customers/{id}/timeline",
                "/vendor/customers/{id}/corrected-address",
                "/vendor/customers/{id}/invite",
                "/vendor/customers/{id}/resend",
                "/vendor/customers/{id}/revoke",
                "/vendor/customers/{id}/extend",
                "/vendor/customers/{id}/deactivate",
                "/vendor/customers/{id}/reactivate",
                "/vendor/customers/{id}/discard");
        only(
                VENDOR,
                "/vendor/rfqs",
                "/vendor/rfqs/{id}",
                "/vendor/rfqs/{id}/answer",
                "/vendor/rfqs/{id}/lines/{line}/part");
        only(CUSTOMER, "/portal", "/portal/leave", "/portal/vendor", "/portal/vendors/{vendor}/logo");
        only(
                EnumSet.of(VENDOR_ADMIN),
                "/vendor/settings/profile",
                "/vendor/settings/profile/logo",
                "/vendor/settings/profile/logo/remove");
        only(
                CUSTOMER,
                "/portal/parts",
                "/portal/parts/{part}/drawing",
                "/portal/parts/{part}/drawings/{drawing}",
                "/portal/rfqs",
                "/portal/rfqs/new",
                "/portal/rfqs/files",
                "/portal/rfqs/{id}/drawings/{drawing}",
                "/portal/rfqs/{id}",
                "/portal/rfqs/{id}/approval",
                "/portal/rfqs/{id}/withdrawal",
                "/portal/rfqs/{id}/revise");
        only(
                EnumSet.of(CUSTOMER_MANAGER),
                "/portal/company",
                "/portal/company/history",
                "/portal/company/history/export",
                "/portal/users",
                "/portal/users/rules",
                "/portal/users/{member}/role",
                "/portal/users/{member}/deactivate",
                "/portal/users/{member}/reactivate",
                "/portal/users/{member}/remove",
                "/portal/users/invitations/{invitation}/resend",
                "/portal/users/invitations/{invitation}/revoke");
        only(
                EVERYBODY,
                "/portal/profile",
                "/portal/profile/password",
                "/portal/profile/sessions",
                "/portal/profile/terms",
                "/portal/profile/passkeys",
                "/portal/profile/passkeys/new",
                "/portal/profile/passkeys/{id}/name",
                "/portal/profile/passkeys/{id}/remove",
                "/portal/profile/second-factor",
                "/portal/profile/second-factor/new",
                "/portal/profile/second-factor/recovery-codes",
                "/portal/profile/second-factor/remove");
        only(
                VENDOR,
                "/vendor/customers/selection",
                "/vendor/customers/export",
                "/vendor/customers/import",
                "/vendor/customers/import/template",
                "/vendor/customers/import/{id}",
                "/vendor/customers/import/{id}/confirm",
                "/vendor/customers/import/{id}/columns",
                "/vendor/customers/import/{id}/rows",
                "/vendor/customers/import/{id}/progress",
                "/vendor/customers/import/{id}/outcomes",
                "/vendor/customers/{customer}/parts",
                "/vendor/customers/{customer}/parts/template",
                "/vendor/customers/{customer}/parts/import",
                "/vendor/customers/{customer}/parts/import/confirm",
                "/vendor/customers/{customer}/parts/import/columns",
                "/vendor/customers/{customer}/parts/import/rows",
                "/vendor/customers/{customer}/parts/import/rejected",
                "/vendor/customers/{customer}/parts/drawings",
                "/vendor/customers/{customer}/parts/drawings/{drawing}",
                "/vendor/customers/{customer}/parts/drawings/{drawing}/assign",
                "/vendor/customers/{customer}/parts/drawings/{drawing}/remove",
                "/vendor/customers/{customer}/parts/{part}/retire",
                "/vendor/rfqs/{id}/drawings/{drawing}",
                "/vendor/customers/{customer}/parts/copy",
                "/vendor/customers/{customer}/parts/{part}",
                "/vendor/customers/{customer}/parts/{part}/remove",
                "/vendor/customers/{customer}/parts/{part}/drawing");
        only(
                ADMINISTRATOR,
                "/admin/vendors",
                "/admin/vendors/new",
                "/admin/vendors/{id}/invitation",
                "/admin/vendors/{id}/suspend",
                "/admin/vendors/{id}/resume");
        only(ADMINISTRATOR, "/admin/staff", "/admin/staff/new", "/admin/people", "/admin/audit", "/admin/audit/export");
        only(
                ADMINISTRATOR,
                "/admin/staff/{id}/role",
                "/admin/staff/{id}/deactivate",
                "/admin/staff/{id}/reactivate",
                "/admin/staff/{id}/link",
                "/admin/staff/{id}/identity/remove",
                "/admin/staff/{id}/second-factor/reset",
                "/admin/staff/second-factor/reset",
                "/admin/people/export",
                "/admin/people/erase");
        only(
                EnumSet.of(PROCESS_OWNER, ADMIN),
                "/insights",
                "/insights/export",
                "/insights/drift",
                "/insights/drift/{kind}",
                "/insights/operations",
                "/insights/versions",
                "/insights/support",
                "/insights/support/export",
                "/insights/cockpit/texts",
                "/insights/cockpit/finished",
                "/insights/cockpit/instance",
                "/insights/cockpit/elements",
                "/insights/history",
                "/insights/incidents",
                "/insights/customers",
                "/insights/customers/{id}",
                "/insights/customers/{id}/extend");
        only(VENDOR, "/vendor/insights", "/vendor/insights/export");
        only(ADMINISTRATOR, "/actuator/prometheus");
        only(EnumSet.of(PROCESS_OWNER, ADMIN), "/actuator/info");
        only(EVERYBODY, "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config", "/swagger-ui.html");
        // the list of endpoints, and the error page when somebody types its address
        only(NOBODY, "/actuator", "/error");

        // what Camunda's servlet answers, and pages of the contract that are still to come
        only(EnumSet.of(SUPPORT, SUPPORT_LEAD, ADMIN), "/camunda/app/tasklist/", "/camunda/api/tasklist/plugin");
        only(EnumSet.of(PROCESS_OWNER, ADMIN), "/camunda/app/cockpit/", "/camunda/api/cockpit/plugin");
        only(ADMINISTRATOR, "/camunda/app/admin/", "/camunda/api/admin/plugin", "/camunda/app/welcome/");
        only(STAFF, "/camunda/api/engine/engine/default/task", "/camunda/api/admin/auth/user/default");
        only(
                NOBODY,
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "/camunda",
                "/camunda/index.html");
        only(
                EnumSet.of(VENDOR_ADMIN),
                "/vendor/rankings",
                "/vendor/team",
                "/vendor/settings",
                "/vendor/audit",
                "/vendor/audit/export",
                "/vendor/api-keys",
                "/vendor/webhooks");
        only(
                EnumSet.of(VENDOR_ADMIN),
                "/vendor/rankings/{id}",
                "/vendor/rankings/{id}/move",
                "/vendor/rankings/{id}/default",
                "/vendor/rankings/{id}/merge",
                "/vendor/team/{account}/role",
                "/vendor/team/{account}/deactivate",
                "/vendor/team/{account}/reactivate",
                "/vendor/team/invitations/{id}/resend",
                "/vendor/team/invitations/{id}/revoke",
                "/vendor/api-keys/{id}/revoke",
                "/vendor/webhooks/{id}",
                "/vendor/webhooks/{id}/active",
                "/vendor/webhooks/{id}/secret",
                "/vendor/webhooks/{id}/test",
                "/vendor/webhooks/{id}/remove",
                "/vendor/webhooks/{id}/deliveries/{delivery}/resend");
        only(NOBODY, "/vendor", "/vendor/x", "/api-docs", "/engine-rest/engine", "/actuator/env", "/portalx");
    }

    /** Calls of the API: the login comes with each of them. */
    private static final Map<String, Set<Role>> API = Map.ofEntries(
            Map.entry("/api/v1/me", EVERYBODY),
            Map.entry("/api/v1/parts", CUSTOMER),
            Map.entry("/api/v1/rfqs", CUSTOMER),
            Map.entry("/api/v1/rfqs/{id}", CUSTOMER),
            Map.entry("/api/v1/rfqs/files", CUSTOMER),
            Map.entry("/api/v1/vendors", CUSTOMER),
            Map.entry("/api/v1/rfqs/{id}/files/{file}", CUSTOMER),
            Map.entry("/api/v1/received-rfqs", VENDOR),
            Map.entry("/api/v1/received-rfqs/{id}", VENDOR),
            Map.entry("/api/v1/received-rfqs/{id}/answer", VENDOR),
            Map.entry("/api/v1/received-rfqs/{id}/documents", VENDOR),
            Map.entry("/api/v1/received-rfqs/{id}/files/{file}", VENDOR),
            Map.entry("/api/v1/received-rfqs/{id}/lines/{line}/part", VENDOR),
            Map.entry("/api/v1/customers", VENDOR),
            Map.entry("/api/v1/customers/{customer}/company", VENDOR),
            Map.entry("/api/v1/email-changes/{id}/decision", EnumSet.of(SUPPORT, SUPPORT_LEAD)),
            Map.entry("/api/v1/customers/x/invitation/resend", VENDOR),
            Map.entry("/api/v1/imports/{id}", VENDOR),
            Map.entry("/api/v1/keys", EnumSet.of(VENDOR_ADMIN)),
            Map.entry("/api/v1/keys/{id}", EnumSet.of(VENDOR_ADMIN)),
            Map.entry("/api/v1/webhooks", VENDOR),
            Map.entry("/api/v1/webhooks/{id}", VENDOR),
            Map.entry("/api/v1/webhooks/{id}/test", VENDOR),
            Map.entry("/api/v1/webhooks/{id}/deliveries", VENDOR),
            Map.entry("/api/v1/webhooks/{id}/deliveries/{delivery}/resend", VENDOR),
            Map.entry("/api/v1/customers/import", VENDOR));

    @Autowired
    ApplicationContext context;

    @Autowired
    FilterChainProxy security;

    @Autowired
    LoginsByRole people;

    @Autowired
    Accounts accounts;

    @Test
    void everyMappedRouteHasALine() {
        var routes = new TreeSet<String>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .map(info -> info.getPatternValues())
                .flatMap(Collection::stream)
                .forEach(routes::add);

        assertThat(routes).contains("/login", "/vendor/customers");
        assertThat(routes.stream()
                        .filter(route -> !route.startsWith("/api/"))
                        .filter(route -> !TABLE.containsKey(route))
                        .toList())
                .as("mapped, but nobody wrote down who may go there")
                .isEmpty();
        assertThat(routes.stream()
                        .filter(route -> route.startsWith("/api/"))
                        // takes notifications of mail servers, with a token of its own
                        .filter(route -> !route.equals("/api/v1/bounces"))
                        .filter(route -> !route.startsWith("/api/v1/customers") && !API.containsKey(route))
                        // has a token of its own
                        .filter(route -> !route.equals(Routes.BOUNCES))
                        .toList())
                .as("calls of the API that nobody wrote down")
                .isEmpty();
    }

    @Test
    void eachRoleGoesWhereItsLineSaysAndNowhereElse() throws Exception {
        var sessions = new EnumMap<Role, MockHttpSession>(Role.class);
        for (var role : Role.values()) {
            sessions.put(role, session(role));
        }
        for (var line : TABLE.entrySet()) {
            var path = line.getKey()
                    .replaceAll("\\{[^}]*}", UUID.randomUUID().toString())
                    .replace("**", "x");
            var expected = line.getValue();
            assertThat(passes(path, null, null)).as("%s by a stranger", path).isEqualTo(expected.strangers());
            for (var role : Role.values()) {
                assertThat(passes(path, sessions.get(role), null))
                        .as("%s by %s", path, role)
                        .isEqualTo(expected.roles().contains(role));
            }
        }
    }

    @Test
    void eachRoleCallsWhatItsLineSays() throws Exception {
        for (var role : Role.values()) {
            var login = ApiAccessTests.basic(people.with(role).email(), LoginsByRole.PASSWORD);
            for (var line : API.entrySet()) {
                assertThat(passes(line.getKey(), null, login))
                        .as("%s by %s", line.getKey(), role)
                        .isEqualTo(line.getValue().contains(role));
            }
        }
        for (var path : API.keySet()) {
            assertThat(passes(path, session(VENDOR_ADMIN), null))
                    .as("%s by a session", path)
                    .isFalse();
        }
    }

    @Test
    void whatHasATokenOfItsOwnNeedsNoLogin() throws Exception {
        assertThat(passes(Routes.BOUNCES, null, null)).isTrue();
    }

    /** Whether web security lets a GET through; nothing behind it runs. */
    private boolean passes(String path, @Nullable MockHttpSession session, @Nullable String login) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        if (session != null) {
            request.setSession(session);
        }
        if (login != null) {
            request.addHeader("Authorization", login);
        }
        var passed = new boolean[1];
        security.doFilter(request, new MockHttpServletResponse(), (req, res) -> passed[0] = true);
        return passed[0];
    }

    private MockHttpSession session(Role role) {
        var request = new MockHttpServletRequest();
        context.getBean(SessionContext.class)
                .begin(accounts.credentials(people.with(role).id()).orElseThrow(), true, request);
        return (MockHttpSession) request.getSession();
    }
}
