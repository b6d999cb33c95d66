package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.account.Role;
import com.partsportal.emailchange.ChangeSource;
import com.partsportal.emailchange.EmailChanges;
import com.partsportal.emailchange.NewEmailChange;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.vendor.Vendors;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Everybody sends an address to every mapped route, in every field that could mean one, about people and customers that
 * they have to do with: nobody's address changes. Each call runs in a transaction that is rolled back after the look.
 */
@PortalTest
class AddressWallTests {

    private static final String THIEF = "thief@wall.example";

    /** The first ones in JSON as well, one at a time, since an unknown field is refused. */
    private static final List<String> FIELDS = List.of(
            "email",
            "contactEmail",
            "newEmail",
            "new_email",
            "primaryContactEmail",
            "contact",
            "login",
            "username",
            "current",
            "requested");

    /** A path into an object: a form with such a name is refused as a whole, so it is sent by itself. */
    private static final String PATH = "account.email";

    /** What checks or sets a password refuses to run in a transaction. */
    private static final List<String> HASHING = List.of(
            "/login",
            "/password",
            "/portal/profile/passkeys",
            "/portal/profile/password",
            "/portal/profile/second-factor",
            "/invitations");

    /** So that a form that is about something else is complete. */
    private static final Map<String, String> ELSE = Map.of(
            "name",
            "Thea Thief",
            "companyName",
            "Wall Inc",
            "ranking",
            "A",
            "role",
            "CUSTOMER_USER",
            "reason",
            "Why not");

    private final Map<Role, AccountId> callers = new EnumMap<>(Role.class);
    private final Map<String, UUID> ids = new TreeMap<>();

    @Autowired
    ApplicationContext context;

    @Autowired
    MockMvc mvc;

    @Autowired
    CurrentUsers users;

    @Autowired
    People people;

    @Autowired
    LoginsByRole staff;

    @Autowired
    Accounts accounts;

    @Autowired
    Vendors vendors;

    @Autowired
    EmailChanges changes;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void somebodyOfEachRole() {
        var vendor = people.vendor("Acme Machining", "vera@wall.example");
        var company = people.company(vendor, "Initech", "mona@wall.example");
        var user = people.member(company, "carl@wall.example", Role.CUSTOMER_USER);
        var tom = accounts.open(new NewAccount(
                new EmailAddress("tom@wall.example"),
                "Tom Team",
                accounts.credentials(vendor.admin()).orElseThrow().passwordHash(),
                Locale.ENGLISH,
                null));
        vendors.join(vendor.id(), tom, Role.TEAM_MEMBER);
        callers.put(Role.VENDOR_ADMIN, vendor.admin());
        callers.put(Role.TEAM_MEMBER, tom);
        callers.put(Role.CUSTOMER_MANAGER, company.manager());
        callers.put(
                Role.CUSTOMER_USER,
                accounts.byEmail(new EmailAddress("carl@wall.example"))
                        .orElseThrow()
                        .id());
        Set.of(Role.SUPPORT, Role.SUPPORT_LEAD, Role.PROCESS_OWNER, Role.ADMIN)
                .forEach(role -> callers.put(role, staff.with(role).id()));
        assertThat(callers).containsOnlyKeys(Role.values());
        var change = changes.request(new NewEmailChange(
                new EmailAddress(company.email()),
                new EmailAddress(THIEF),
                "Why not",
                ChangeSource.SIGNED_IN,
                company.manager(),
                Locale.ENGLISH));
        ids.put("/vendor/customers/", company.customer().value());
        ids.put("/api/v1/customers/", company.customer().value());
        ids.put("/vendor/team/", tom.value());
        ids.put("/portal/users/", user);
        ids.put("/admin/staff/", callers.get(Role.SUPPORT).value());
        ids.put("/email-change/cases/", change.value());
        ids.put("/api/v1/email-changes/", change.value());
    }

    @Test
    void noRouteChangesAnAddressForAnybody() throws Exception {
        var before = addresses();
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("select set_config('portal.address_change', 'allowed', true)")
                    .query(String.class)
                    .single();
            jdbc.sql("update account set email = :thief where email = 'mona@wall.example'")
                    .param("thief", THIEF)
                    .update();
            assertThat(addresses()).as("the test would see it").isNotEqualTo(before);
        });

        var reached = new TreeMap<String, Integer>();
        for (var route : routes()) {
            for (var role : Role.values()) {
                if (tries(route, callers.get(role), before)) {
                    reached.merge(route.toString(), 1, Integer::sum);
                }
            }
            tries(route, null, before);
        }

        assertThat(addresses()).containsAllEntriesOf(before);
        assertThat(reached).as("routes that did something for somebody").hasSizeGreaterThan(60);
        assertThat(reached.keySet())
                .contains("POST /vendor/customers/{id}", "POST /portal/profile", "POST /api/v1/customers");
    }

    private record Route(HttpMethod method, String pattern) {

        boolean isApi() {
            return pattern.startsWith("/api/");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private List<Route> routes() {
        return context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream()
                        .flatMap(pattern -> methods(info.getMethodsCondition().getMethods()).stream()
                                .map(method -> new Route(method, pattern))))
                .distinct()
                .toList();
    }

    private static List<HttpMethod> methods(Set<RequestMethod> mapped) {
        return mapped.isEmpty()
                ? List.of(HttpMethod.GET, HttpMethod.POST)
                : mapped.stream().map(RequestMethod::asHttpMethod).toList();
    }

    /** Whether at least one call did what it was sent for. */
    private boolean tries(Route route, @Nullable AccountId caller, Map<UUID, String> before) {
        var reached = false;
        for (var call : calls(route)) {
            reached |= HASHING.stream().anyMatch(route.pattern()::startsWith)
                    ? did(call, route, caller, before)
                    : Boolean.TRUE.equals(transactions.execute(status -> {
                        status.setRollbackOnly();
                        return did(call, route, caller, before);
                    }));
        }
        return reached;
    }

    private boolean did(
            MockHttpServletRequestBuilder call, Route route, @Nullable AccountId caller, Map<UUID, String> before) {
        var status = perform(call, caller);
        assertThat(addressesAfterwards(before)).as("%s by %s", route, caller).containsAllEntriesOf(before);
        return status < 400;
    }

    private List<MockHttpServletRequestBuilder> calls(Route route) {
        var calls = new ArrayList<MockHttpServletRequestBuilder>();
        if (!route.isApi() || route.method() == HttpMethod.GET) {
            calls.add(form(route, FIELDS));
            calls.add(form(route, List.of(PATH)));
        } else {
            for (var field : FIELDS.subList(0, 4)) {
                calls.add(json(route, "{\"%s\": \"%s\"}".formatted(field, THIEF)));
            }
            calls.add(json(
                    route,
                    "{\"companyName\": \"Wall Inc\", \"email\": \"%s\", \"ranking\": \"A\", \"invite\": false}"
                            .formatted(THIEF)));
            calls.add(json(route, "{\"decision\": \"approve\", \"comment\": \"%s\"}".formatted(THIEF)));
        }
        return calls;
    }

    private MockHttpServletRequestBuilder form(Route route, List<String> fields) {
        var form = request(route);
        fields.forEach(field -> form.param(field, THIEF));
        ELSE.forEach(form::param);
        return form;
    }

    private MockHttpServletRequestBuilder json(Route route, String body) {
        return request(route).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private MockHttpServletRequestBuilder request(Route route) {
        var id = ids.entrySet().stream()
                .filter(known -> route.pattern().startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(UUID::randomUUID);
        var path = route.pattern()
                .replaceFirst("\\{[^}]*}", id.toString())
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString())
                .replace("**", "x");
        return MockMvcRequestBuilders.request(route.method(), URI.create(path));
    }

    /** As this person in a page and in the API; the answer's status. */
    private int perform(MockHttpServletRequestBuilder call, @Nullable AccountId caller) {
        if (caller != null) {
            var user = new SecurityContextImpl(
                    new SignedInAuthentication(users.of(caller).orElseThrow()));
            call.requestAttr(SessionContext.class.getName(), user)
                    .requestAttr(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME, user);
        }
        try {
            return mvc.perform(call.with(csrf())).andReturn().getResponse().getStatus();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Map<UUID, String> addressesAfterwards(Map<UUID, String> before) {
        try {
            return addresses();
        } catch (DataAccessException aborted) {
            return before;
        }
    }

    private Map<UUID, String> addresses() {
        var found = new TreeMap<UUID, String>();
        jdbc.sql("select id, email from account union all select id, email from customer")
                .query((row, number) ->
                        found.put(Objects.requireNonNull(row.getObject("id", UUID.class)), row.getString("email")))
                .list();
        return found;
    }
}
