package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.partsportal.account.Role;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.NewColleague;
import com.partsportal.customerimport.Imports;
import com.partsportal.part.NewPart;
import com.partsportal.part.PartDrawings;
import com.partsportal.part.Parts;
import com.partsportal.part.RfqFiles;
import com.partsportal.rfq.DescribedPart;
import com.partsportal.rfq.NewRfq;
import com.partsportal.rfq.Rfqs;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.ApiKeys;
import com.partsportal.vendor.NewApiKey;
import com.partsportal.vendor.NewTeammate;
import com.partsportal.vendor.Team;
import com.partsportal.vendor.Vendors;
import com.partsportal.webhook.NewWebhook;
import com.partsportal.webhook.Webhooks;
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

    /** Open to the holder of the token, or to staff, who see every vendor. */
    private static final Pattern NOBODYS = Pattern.compile(".*\\{token}|/admin/.*|/insights/.*|/email-change/cases/.*"
            + "|/api/v1/email-changes/.*|/v3/.*|/swagger-ui.*|/actuator.*|/dev/.*");

    /** Removing what is gone already is no fault, whatever it belonged to. */
    private static final String REMOVED_TWICE = "/portal/profile/passkeys/{id}/remove";

    private static final Pattern PREVIEW = Pattern.compile("/vendor/customers/new/email/([0-9a-f-]{36})");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::[^{}]*)?}");
    private static final Pattern EVER_NEW = Pattern.compile("name=\"_csrf\" value=\"[^\"]*\"");

    /** Enough for every form, so that none fails before it looks for its row. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("label", "Gold"),
            Map.entry("discount", "5"),
            Map.entry("up", "true"),
            Map.entry("on", "false"),
            Map.entry("file", UUID.randomUUID().toString()),
            Map.entry("name", "Somebody"),
            Map.entry("email", "new@stranger.example"),
            Map.entry("number", "X-1"),
            Map.entry("revision", "A"),
            Map.entry("description", "a part"),
            Map.entry("companyName", "Stranger Ltd"),
            Map.entry("ranking", "A"),
            Map.entry("reason", "because"),
            Map.entry("note", "text"),
            Map.entry("text", "text"),
            Map.entry("reply", "text"),
            Map.entry("answer", "QUOTED_ELSEWHERE"),
            Map.entry("approval", "APPROVE"),
            Map.entry("invite", "false"),
            Map.entry("days", "7"),
            Map.entry("password", People.PASSWORD));

    private static final Map<String, String> BODIES = Map.of(
            "PATCH", "{\"companyName\": \"Stranger Ltd\"}",
            "PATCH webhooks", "{\"active\": false}",
            "PUT", "[]",
            "POST corrected-address", "{\"email\": \"new@stranger.example\"}",
            "POST answer", "{\"status\": \"REJECTED\", \"text\": \"no\"}");

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Vendors vendors;

    @Autowired
    Team team;

    @Autowired
    Webhooks webhooks;

    @Autowired
    ApiKeys keys;

    @Autowired
    Imports imports;

    @Autowired
    Parts parts;

    @Autowired
    PartDrawings drawings;

    @Autowired
    Rfqs rfqs;

    @Autowired
    RfqFiles files;

    @Autowired
    CompanyUsers users;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcTemplate jdbc;

    /** A vendor and its customer, with one of everything that an address can name. */
    private record Tenant(TestVendor vendor, TestCompany company, Map<String, UUID> ids, String key) {}

    private Tenant own;
    private Tenant foreign;
    private Cookie vendorSession;
    private Cookie customerSession;

    @BeforeEach
    void twoTenants() {
        own = tenant("own");
        foreign = tenant("foreign");
        vendorSession = people.session(own.vendor().email());
        customerSession = people.session(own.company().email());
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
                                || !stableHtml(answer).equals(stableHtml(unknown))) {
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

    /** The id of a customer's email that was previewed before the customer is saved. */
    private UUID preview(String email, String name) {
        var page = Pages.html(pages.send(
                people.session(email),
                "/vendor/customers/new",
                "companyName",
                "Previewed",
                "email",
                "previewed@" + name + ".example",
                "ranking",
                "A",
                "preview",
                "true"));
        var frame = PREVIEW.matcher(page);
        assertThat(frame.find()).as(page).isTrue();
        return UUID.fromString(frame.group(1));
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
        var before = path.substring(0, path.indexOf("/{id"));
        return before.substring(before.lastIndexOf('/') + 1) + (path.contains("/team/") ? " of the team" : "");
    }

    private MockHttpServletResponse ask(RequestMethod method, RequestMappingInfo info, String address) {
        var api = address.startsWith("/api/");
        var request = info.getConsumesCondition().isEmpty() || !isMultipart(info)
                ? MockMvcRequestBuilders.request(HttpMethod.valueOf(method.name()), URI.create(address))
                : MockMvcRequestBuilders.multipart(URI.create(address));
        if (api) {
            var login = address.matches("/api/v1/(rfqs|parts|vendors).*")
                    ? own.company().email()
                    : own.vendor().email();
            request.header(
                    "Authorization",
                    address.matches("/api/v1/(rfqs|parts|vendors|keys).*")
                            ? ApiAccessTests.basic(login, People.PASSWORD)
                            : "Bearer " + own.key());
            var body = BODIES.get(body(method, address));
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

    private static String body(RequestMethod method, String address) {
        if (address.endsWith("corrected-address")) {
            return "POST corrected-address";
        }
        if (address.endsWith("/answer")) {
            return "POST answer";
        }
        return address.contains("/webhooks/") ? method + " webhooks" : method.name();
    }

    private static boolean isMultipart(RequestMappingInfo info) {
        return info.getConsumesCondition().getConsumableMediaTypes().stream()
                .anyMatch(MediaType.MULTIPART_FORM_DATA::includes);
    }

    private static String stableHtml(MockHttpServletResponse answer) {
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
        var vendor = people.vendor("Vendor " + name, "vera@" + name + ".example");
        var company = people.company(vendor, "Company " + name, "mona@" + name + "-company.example");
        var ids = new TreeMap<String, UUID>();
        ids.put("customers", company.customer().value());
        ids.put("customer", company.customer().value());
        ids.put("vendor", vendor.id().value());
        ids.put("preview", preview(vendor.email(), name));
        var part = parts.add(vendor.id(), company.customer(), part(), vendor.admin());
        ids.put("part", part.value());
        var pdf = new ByteArrayInputStream("%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
        ids.put(
                "drawing",
                drawings.add(vendor.id(), company.customer(), part, "a.pdf", pdf, false, vendor.admin())
                        .id());
        var file = files.keep(
                company.id(), "b.pdf", new ByteArrayInputStream("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)));
        var described =
                new DescribedPart(UUID.randomUUID(), null, null, "Plate", null, null, List.of(1), List.of(file.id()));
        var wanted = new NewRfq(List.of(new NewRfq.Line(part, List.of(1))), List.of(described), null, null);
        var rfq = rfqs.submit(company.id(), wanted, company.manager()).get(0);
        ids.put("rfqs", rfq.value());
        ids.put("received-rfqs", rfq.value());
        ids.put("line", rfqs.lines(rfq).get(1).id());
        ids.put("file", file.id());
        ids.put("rankings", vendors.rankings(vendor.id()).get(0).id());
        ids.put("account", vendor.admin().value());
        team.invite(vendor.id(), new NewTeammate("Tim", "tim@" + name + ".example", Role.TEAM_MEMBER), vendor.admin());
        ids.put("invitations of the team", team.invited(vendor.id()).get(0).id().value());
        ids.put("member", people.member(company, "carl@" + name + "-company.example", Role.CUSTOMER_USER));
        ids.put(
                "invitation",
                users.invite(
                                company.id(),
                                new NewColleague(
                                        "Cora", "cora@" + name + "-company.example", Role.CUSTOMER_USER.name()),
                                company.manager())
                        .value());
        var key = keys.issue(vendor.id(), new NewApiKey("Script", null, null), vendor.admin());
        ids.put("api-keys", key.id());
        ids.put("keys", key.id());
        var customers = "company_name,email,phone,ranking\nInc,i@i.example,,A\n".getBytes(StandardCharsets.UTF_8);
        var imported = imports.preview(vendor.id(), customers, vendor.admin()).value();
        ids.put("import", imported);
        ids.put("imports", imported);
        var webhook = webhooks.add(
                vendor.id(), new NewWebhook("https://erp." + name + ".example/", null, null), vendor.admin());
        ids.put("webhooks", webhook.id());
        ids.put("delivery", webhooks.test(vendor.id(), webhook.id()));
        ids.put("passkeys", passkey(company));
        ids.put(
                "notifications",
                jdbc.queryForObject(
                        "select id from notification where account_id = ?",
                        UUID.class,
                        vendor.admin().value()));
        return new Tenant(vendor, company, ids, key.key());
    }

    private UUID passkey(TestCompany company) {
        var id = UUID.randomUUID();
        jdbc.update("""
                insert into passkey (id, account_id, name, credential_id, public_key, signature_count, uv_initialized,
                    backup_eligible, backup_state, transports, attestation_object, created_at)
                values (?, ?, 'Phone', ?, ''::bytea, 0, true, false, false, '', ''::bytea, now())""", id, company.manager().value(), id.toString().getBytes(StandardCharsets.UTF_8));
        return id;
    }

    private static NewPart part() {
        return new NewPart("BR-1", null, "Bracket", null, null, null, null, null, null);
    }
}
