package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.partsportal.account.Role;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.NewColleague;
import com.partsportal.customer.Imports;
import com.partsportal.part.NewPart;
import com.partsportal.part.NewRfq;
import com.partsportal.part.Parts;
import com.partsportal.part.Rfqs;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.People.Firm;
import com.partsportal.testing.People.Shop;
import com.partsportal.testing.PortalTest;
import com.partsportal.vendor.ApiKeys;
import com.partsportal.vendor.NewApiKey;
import com.partsportal.vendor.NewTeammate;
import com.partsportal.vendor.Team;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whatever stands in an address is somebody's. Each mapped route with an id in it is asked with ids of another vendor or company,
 * by somebody who may go there: it answers as to an id that nobody has, and nothing changes.
 */
@PortalTest
class TenantIsolationTests {

    /** Open to whoever holds the token, or to staff, who see every vendor. */
    private static final Pattern NOBODYS = Pattern.compile(".*\\{token}|/admin/.*|/email-change/cases/.*"
            + "|/api/v1/email-changes/.*|/v3/.*|/swagger-ui.*|/actuator.*|/dev/.*");

    /** Removing what is gone already is no fault, whoever it belonged to. */
    private static final String REMOVED_TWICE = "/portal/profile/passkeys/{id}/remove";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final Pattern EVER_NEW = Pattern.compile("name=\"_csrf\" value=\"[^\"]*\"");

    /** Enough for every form, so that none fails before it looks for its row. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("label", "Gold"),
            Map.entry("discount", "5"),
            Map.entry("up", "true"),
            Map.entry("file", UUID.randomUUID().toString()),
            Map.entry("name", "Somebody"),
            Map.entry("email", "new@stranger.example"),
            Map.entry("number", "X-1"),
            Map.entry("revision", "A"),
            Map.entry("description", "a part"),
            Map.entry("companyName", "Stranger Ltd"),
            Map.entry("ranking", "A"),
            Map.entry("reason", "because"),
            Map.entry("note", "words"),
            Map.entry("words", "words"),
            Map.entry("answer", "QUOTED_ELSEWHERE"),
            Map.entry("approval", "APPROVE"),
            Map.entry("invite", "false"),
            Map.entry("password", People.PASSWORD));

    private static final Map<String, String> BODIES = Map.of(
            "PATCH", "{\"companyName\": \"Stranger Ltd\"}",
            "PUT", "[]",
            "POST corrected-address", "{\"email\": \"new@stranger.example\"}");

    @Autowired
    People people;

    @Autowired
    Vendors vendors;

    @Autowired
    Team team;

    @Autowired
    ApiKeys keys;

    @Autowired
    Imports imports;

    @Autowired
    Parts parts;

    @Autowired
    Rfqs rfqs;

    @Autowired
    CompanyUsers users;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcTemplate jdbc;

    /** A vendor and its customer, with one of everything that an address can name. */
    private record Tenant(Shop shop, Firm firm, Map<String, UUID> ids, String key) {}

    private Tenant own;
    private Tenant foreign;
    private Cookie vendorSession;
    private Cookie customerSession;

    @BeforeEach
    void twoTenants() {
        own = tenant("own");
        foreign = tenant("foreign");
        vendorSession = people.session(own.shop().email());
        customerSession = people.session(own.firm().email());
    }

    @Test
    void whatIsSomebodyElsesIsLikeWhatNobodyHas() {
        var before = everything();
        var asked = new ArrayList<String>();
        var leaks = new ArrayList<String>();
        for (var info : routes()) {
            for (var path : info.getPatternValues()) {
                if (!VARIABLE.matcher(path).find() || NOBODYS.matcher(path).matches()) {
                    continue;
                }
                for (var method : info.getMethodsCondition().getMethods()) {
                    asked.add(method + " " + path);
                    var unknown = ask(method, info, fill(path, null, null));
                    if (unknown.getStatus() != 404 && !path.equals(REMOVED_TWICE)) {
                        leaks.add(method + " " + path + " with unknown ids: " + unknown.getStatus());
                    }
                    for (var address : foreignAddresses(path)) {
                        var answer = ask(method, info, address);
                        if (answer.getStatus() != unknown.getStatus()
                                || !words(answer).equals(words(unknown))) {
                            leaks.add(method + " " + path + " as " + address + ": " + answer.getStatus());
                        }
                    }
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(asked)
                .contains(
                        "POST /vendor/customers/{id}/resend",
                        "GET /vendor/customers/{customer}/parts/{part}/drawing",
                        "POST /portal/users/{member}/remove",
                        "GET /portal/rfqs/{id}",
                        "PATCH /api/v1/customers/{id}");
        assertThat(everything()).isEqualTo(before);
    }

    private List<RequestMappingInfo> routes() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .toList();
    }

    /** With every id foreign; where there are two, also with the first of one's own and the second foreign. */
    private List<String> foreignAddresses(String path) {
        var addresses = new ArrayList<String>();
        addresses.add(fill(path, null, foreign));
        if (VARIABLE.matcher(path).results().count() > 1) {
            addresses.add(fill(path, own, foreign));
        }
        return addresses;
    }

    /** @param last null: ids that nobody has; @param first null: as the last one */
    private static String fill(String path, @Nullable Tenant first, @Nullable Tenant last) {
        var matcher = VARIABLE.matcher(path);
        var filled = new StringBuilder();
        var whose = first == null ? last : first;
        while (matcher.find()) {
            var id = whose == null ? UUID.randomUUID() : whose.ids().get(kind(path, matcher.group(1)));
            assertThat(id)
                    .as("whose %s is in %s? Give the tenants of this test one".formatted(matcher.group(), path))
                    .isNotNull();
            matcher.appendReplacement(filled, id.toString());
            whose = last;
        }
        return matcher.appendTail(filled).toString();
    }

    /** What a variable names: its own name, or the part of the address before it. */
    private static String kind(String path, String variable) {
        if (!variable.equals("id")) {
            return variable;
        }
        var before = path.substring(0, path.indexOf("/{id}"));
        return before.substring(before.lastIndexOf('/') + 1) + (path.contains("/team/") ? " of the team" : "");
    }

    private MockHttpServletResponse ask(RequestMethod method, RequestMappingInfo info, String address) {
        var api = address.startsWith("/api/");
        var request = info.getConsumesCondition().isEmpty() || !isMultipart(info)
                ? MockMvcRequestBuilders.request(HttpMethod.valueOf(method.name()), URI.create(address))
                : MockMvcRequestBuilders.multipart(URI.create(address));
        if (api) {
            var login = address.matches("/api/v1/(rfqs|parts).*")
                    ? own.firm().email()
                    : own.shop().email();
            request.header(
                    "Authorization",
                    address.matches("/api/v1/(rfqs|parts|keys).*")
                            ? ApiAccessTests.basic(login, People.PASSWORD)
                            : "Bearer " + own.key());
            var body = BODIES.get(address.endsWith("corrected-address") ? "POST corrected-address" : method.name());
            if (body != null) {
                request.contentType(MediaType.APPLICATION_JSON).content(body);
            }
        } else {
            request.cookie(address.startsWith("/portal") ? customerSession : vendorSession)
                    .with(csrf());
            if (method != RequestMethod.GET) {
                FIELDS.forEach(request::param);
                request.param("role", address.startsWith("/portal") ? "CUSTOMER_USER" : "TEAM_MEMBER");
                request.param("into", foreign.ids().get("rankings").toString());
                request.param("from", foreign.ids().get("customers").toString());
                info.getParamsCondition().getExpressions().forEach(param -> request.param(param.getName(), ""));
            }
        }
        try {
            return mvc.perform(request).andReturn().getResponse();
        } catch (Exception e) {
            throw new AssertionError(address, e);
        }
    }

    private static boolean isMultipart(RequestMappingInfo info) {
        return info.getConsumesCondition().getConsumableMediaTypes().stream()
                .anyMatch(MediaType.MULTIPART_FORM_DATA::includes);
    }

    private static String words(MockHttpServletResponse answer) {
        return EVER_NEW.matcher(Pages.html(answer)).replaceAll("");
    }

    /** A fingerprint of each table of the portal and the engine, but for what every request leaves behind. */
    private Map<String, String> everything() {
        return jdbc.queryForList("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                        and table_name not like 'spring_session%' and table_name not in ('bucket', 'api_key')""", String.class).stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> String.valueOf(jdbc.queryForObject(
                                "select md5(string_agg(t::text, '|' order by t::text)) from %s t".formatted(table),
                                String.class)),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private Tenant tenant(String name) {
        var shop = people.shop("Shop " + name, "vera@" + name + ".example");
        var firm = people.firm(shop, "Firm " + name, "mona@" + name + "-firm.example");
        var ids = new TreeMap<String, UUID>();
        ids.put("customers", firm.customer().value());
        ids.put("customer", firm.customer().value());
        var part = parts.add(shop.vendor(), firm.customer(), part(), shop.admin());
        ids.put("part", part.value());
        var line = new NewRfq.Line(part, List.of(1));
        ids.put(
                "rfqs",
                rfqs.submit(firm.company(), new NewRfq(List.of(line), null, null), firm.manager())
                        .get(0)
                        .value());
        ids.put("rankings", vendors.rankings(shop.vendor()).get(0).id());
        ids.put("account", shop.admin().value());
        team.invite(shop.vendor(), new NewTeammate("Tim", "tim@" + name + ".example", Role.TEAM_MEMBER), shop.admin());
        ids.put(
                "invitations of the team",
                team.invited(shop.vendor()).get(0).id().value());
        ids.put("member", people.member(firm, "carl@" + name + "-firm.example", Role.CUSTOMER_USER));
        ids.put(
                "invitation",
                users.invite(
                                firm.company(),
                                new NewColleague("Cora", "cora@" + name + "-firm.example", Role.CUSTOMER_USER.name()),
                                firm.manager())
                        .value());
        var key = keys.issue(shop.vendor(), new NewApiKey("Script"), shop.admin());
        ids.put("api-keys", key.id());
        ids.put("keys", key.id());
        var file = new ByteArrayInputStream(
                "company_name,email,phone,ranking\nInc,i@i.example,,A\n".getBytes(StandardCharsets.UTF_8));
        var imported = imports.preview(shop.vendor(), file, shop.admin()).value();
        ids.put("import", imported);
        ids.put("imports", imported);
        ids.put("passkeys", passkey(firm));
        return new Tenant(shop, firm, ids, key.key());
    }

    private UUID passkey(Firm firm) {
        var id = UUID.randomUUID();
        jdbc.update("""
                insert into passkey (id, account_id, name, credential_id, public_key, signature_count, uv_initialized,
                    backup_eligible, backup_state, transports, attestation_object, created_at)
                values (?, ?, 'Phone', ?, ''::bytea, 0, true, false, false, '', ''::bytea, now())""", id, firm.manager().value(), id.toString().getBytes(StandardCharsets.UTF_8));
        return id;
    }

    private static NewPart part() {
        return new NewPart("BR-1", null, "Bracket", null, null, null, null, null, null);
    }
}
