package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.testing.PortalTest;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A form belongs to the organisation it was made for: sent while another one is active, nothing is stored. */
@PortalTest
class OrganisationCheckTests {

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    @Autowired
    Accounts accounts;

    @Autowired
    Vendors vendors;

    @Autowired
    Companies companies;

    @Autowired
    SessionRepository<? extends Session> sessions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext context;

    @Value("${portal.base-url}")
    String base;

    @Autowired
    MockMvc mvc;

    private LoginsByRole people;

    @BeforeEach
    void people() {
        people = new LoginsByRole(accounts, vendors, companies, sessions);
    }

    @Test
    void anotherConflictHasItsPageToo() throws Exception {
        var page = mvc.perform(get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 409)
                        .accept(MediaType.TEXT_HTML)
                        .with(request -> {
                            request.setDispatcherType(DispatcherType.ERROR);
                            return request;
                        }))
                .andReturn()
                .getResponse();

        assertThat(page.getStatus()).isEqualTo(409);
        assertThat(page.getContentAsString()).contains("To the start page").doesNotContain("another organisation");
    }

    @Test
    void aCustomerIsNotStoredAtTheVendorThatWasChosenInASecondTab() {
        var vera = people.with(Role.VENDOR_ADMIN);
        var second = anotherVendor(vera, Role.VENDOR_ADMIN);
        var browser = new Browser(base).as(vera);
        var form = form(browser.get("/vendor/customers/new"), "/vendor/customers/new");
        form.putAll(Browser.fields("companyName", "Borg", "email", "ada@two-tabs.example", "ranking", "A"));
        form.put("invite", "true");
        switchTo(browser, second);

        var refused = browser.post("/vendor/customers/new", form);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("This form was made for Vendor", "nothing was stored", "Switch to Vendor")
                .contains("name=\"continue\" value=\"/vendor/customers/new\"");
        assertThat(count("customer where email = 'ada@two-tabs.example'")).isZero();

        var back = browser.post(
                "/membership",
                formWith(refused, "/membership", vera.vendor().orElseThrow().value()));
        assertThat(Browser.location(back)).isEqualTo("/vendor/customers/new");
        form.put(
                "_csrf",
                Browser.token(browser.get("/vendor/customers/new").body()).orElseThrow());
        assertThat(browser.post("/vendor/customers/new", form).statusCode()).isEqualTo(302);
        assertThat(jdbc.sql("select vendor_id from customer where email = 'ada@two-tabs.example'")
                        .query(UUID.class)
                        .single())
                .isEqualTo(vera.vendor().orElseThrow().value());
    }

    @Test
    void aCompanyIsNotRenamedByTheFormOfAnotherOne() {
        var mona = people.with(Role.CUSTOMER_MANAGER);
        var second = people.alsoIn(mona, Role.CUSTOMER_MANAGER);
        var browser = new Browser(base).as(mona);
        var form = form(browser.get("/portal/company"), "/portal/company");
        form.put("name", "Renamed Ltd");
        switchTo(browser, second);

        var refused = browser.post("/portal/company", form);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("This form was made for Company", "Switch to Company");
        assertThat(count("company where name = 'Renamed Ltd'")).isZero();
    }

    @Test
    void fromTheVendorsSideToTheCustomersAndBack() {
        var both = people.with(Role.VENDOR_ADMIN);
        var company = people.alsoIn(both, Role.CUSTOMER_MANAGER);
        var browser = new Browser(base).as(both);
        var ofVendor = form(browser.get("/vendor/rankings"), "/vendor/rankings");
        switchTo(browser, company);
        var ofCompany = form(browser.get("/portal/users"), "/portal/users");

        var vendorsForm = browser.post("/vendor/rankings", ofVendor);
        assertThat(vendorsForm.statusCode()).isEqualTo(409);
        assertThat(vendorsForm.body()).contains("This form was made for Vendor", "value=\"/vendor/rankings\"");

        switchTo(browser, both.vendor().orElseThrow().value());
        var companysForm = browser.post("/portal/users", ofCompany);
        assertThat(companysForm.statusCode()).isEqualTo(409);
        assertThat(companysForm.body()).contains("This form was made for Company", "value=\"/portal/users\"");
    }

    @Test
    void whoHasOneMembershipNeedsNoFieldAndWhoHasSeveralDoes() {
        var one = people.with(Role.VENDOR_ADMIN);
        var alone = new Browser(base).as(one);
        assertThat(alone.submit("/vendor/rankings", "/vendor/rankings", "label", "E", "discount", "1")
                        .statusCode())
                .isEqualTo(302);

        anotherVendor(one, Role.VENDOR_ADMIN);
        var refused = alone.submit("/vendor/rankings", "/vendor/rankings", "label", "F", "discount", "1");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("This form was made for another organisation", "nothing was stored");
        assertThat(count("ranking where label = 'F'")).isZero();
    }

    @Test
    void aMembershipThatHasEndedStoresNothingAnywhereElse() {
        var person = people.with(Role.CUSTOMER_MANAGER);
        var second = people.alsoIn(person, Role.CUSTOMER_MANAGER);
        var browser = new Browser(base).as(person);
        switchTo(browser, second);
        var form = form(browser.get("/portal/company"), "/portal/company");
        form.put("name", "Ended Ltd");
        jdbc.sql("delete from company_user where company_id = ? and account_id = ?")
                .params(second, person.id().value())
                .update();

        var refused = browser.post("/portal/company", form);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("This form was made for another organisation")
                .doesNotContain("Switch to");
        assertThat(count("company where name = 'Ended Ltd'")).isZero();
    }

    @Test
    void theFormOfSomebodyElseIsRefusedAfterAnotherSignIn() {
        var first = people.with(Role.VENDOR_ADMIN);
        var other = people.with(Role.VENDOR_ADMIN);
        var browser = new Browser(base).as(first);
        var form = form(browser.get("/vendor/rankings"), "/vendor/rankings");
        form.putAll(Browser.fields("label", "Stolen", "discount", "1"));
        browser.post("/logout", form(browser.get("/vendor/rankings"), "/logout"));
        browser.as(other);

        var refused = browser.post("/vendor/rankings", form);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("another organisation", "nothing was stored");
        assertThat(count("ranking where label = 'Stolen'")).isZero();
    }

    @Test
    void aFragmentOfAnotherOrganisationLeadsToThePageThatOffersToSwitch() {
        var vera = people.with(Role.VENDOR_ADMIN);
        var first = vera.vendor().orElseThrow().value();
        var second = anotherVendor(vera, Role.VENDOR_ADMIN);
        var browser = new Browser(base).as(vera);
        switchTo(browser, second);

        var refused = browser.get(
                "/vendor/customers?q=x",
                "HX-Request",
                "true",
                "HX-Current-URL",
                base + "/vendor/customers?q=y",
                "Form-Organisation",
                first.toString());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).isEmpty();
        var page = refused.headers().firstValue("HX-Redirect").orElseThrow();
        assertThat(page).isEqualTo("/membership?organisation=" + first + "&continue=%2Fvendor%2Fcustomers%3Fq%3Dy");
        assertThat(browser.get(page).body()).contains("This page belongs to Vendor", "Switch to Vendor");
        switchTo(browser, first);
        assertThat(Browser.location(browser.get(page))).isEqualTo("/vendor/customers?q=y");
    }

    @Test
    void aDeepLinkOfAnotherOrganisationOffersToSwitchWhateverIsThere() {
        var both = people.with(Role.VENDOR_ADMIN);
        var company = people.alsoIn(both, Role.CUSTOMER_USER);
        anotherVendor(both, Role.TEAM_MEMBER);
        var browser = new Browser(base).as(both);

        var unknown = browser.get("/vendor/customers/" + UUID.randomUUID());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body())
                .contains("another organisation of yours", "Switch to Vendor second")
                .doesNotContain("Switch to Company");

        var wrongRole = browser.get("/portal/parts");
        assertThat(wrongRole.statusCode()).isEqualTo(403);
        assertThat(wrongRole.body()).contains("Switch to Company", "name=\"continue\" value=\"/portal/parts\"");
        var there = browser.post("/membership", formWith(wrongRole, "/membership", company));
        assertThat(Browser.location(there)).isEqualTo("/portal/parts");
    }

    @Test
    void signingInBeginsWithTheOrganisationOfThePageThatWasWanted() {
        var both = people.with(Role.VENDOR_ADMIN);
        var company = people.alsoIn(both, Role.CUSTOMER_USER);

        var byRole = new Browser(base);
        var led = byRole.submit(
                "/login",
                "/login",
                "email",
                both.email(),
                "password",
                LoginsByRole.PASSWORD,
                "continue",
                "/portal/parts");
        assertThat(Browser.location(led)).isEqualTo("/portal/parts");
        assertThat(byRole.get("/portal/parts").statusCode()).isEqualTo(200);

        var named = new Browser(base);
        var wanted = "/membership?organisation=" + company + "&continue=%2Fportal%2Frfqs";
        var on = named.submit(
                "/login", "/login", "email", both.email(), "password", LoginsByRole.PASSWORD, "continue", wanted);
        assertThat(Browser.location(named.get(Browser.location(on)))).isEqualTo("/portal/rfqs");
    }

    /** The root of it: no page that is posted to is left out. */
    @ParameterizedTest
    @CsvSource({"VENDOR_ADMIN, /vendor/", "CUSTOMER_MANAGER, /portal/"})
    void everyAddressThatIsPostedToRefusesTheFormOfAnother(Role role, String root) {
        var person = people.with(role);
        var browser = new Browser(base).as(person);
        var token = Browser.token(browser.get("/portal/profile").body()).orElseThrow();
        var tried = new TreeSet<String>();
        var accepted = new ArrayList<String>();
        for (var mapping :
                context.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
            mapping.getHandlerMethods().keySet().stream()
                    .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.POST))
                    .flatMap(info -> info.getPatternValues().stream())
                    .filter(path -> path.startsWith(root))
                    .forEach(tried::add);
        }
        for (var path : tried) {
            var answer = browser.post(
                    path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString()),
                    Map.of("_csrf", token, "_organisation", UUID.randomUUID().toString()));
            if (answer.statusCode() != 409 || !answer.body().contains("nothing was stored")) {
                accepted.add(path + " " + answer.statusCode());
            }
        }
        assertThat(tried).hasSizeGreaterThan(10);
        assertThat(accepted).isEmpty();
    }

    /** Hidden fields are added where the action is the template engine's. */
    @Test
    void everyFormThatIsPostedGetsTheHiddenFields() throws IOException {
        try (var templates = Files.walk(Path.of("src/main/resources/templates"))) {
            var without = templates
                    .filter(file -> file.toString().endsWith(".html"))
                    .flatMap(file -> Pattern.compile("<form\\b(?:[^>\"]|\"[^\"]*\")*>")
                            .matcher(read(file))
                            .results()
                            .map(tag -> tag.group()))
                    .filter(tag -> tag.contains("method=\"post\"") && !tag.contains("th:action"))
                    .toList();
            assertThat(without).isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private UUID anotherVendor(LoginsByRole.Person person, Role role) {
        var vendor = vendors.open("Vendor second of " + person.email());
        vendors.join(vendor, person.id(), role);
        return vendor.value();
    }

    private static void switchTo(Browser browser, UUID organisation) {
        var answer = browser.submit("/portal/profile", "/membership", "organisation", organisation.toString());
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    /** The hidden fields of the first form with this action, as a browser would send them. */
    static Map<String, String> form(HttpResponse<String> page, String action) {
        return FORM.matcher(page.body())
                .results()
                .filter(form -> form.group(1).equals(action))
                .map(form -> hidden(form.group(2)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form to " + action + "\n" + page.body()));
    }

    private static Map<String, String> formWith(HttpResponse<String> page, String action, UUID organisation) {
        return FORM.matcher(page.body())
                .results()
                .filter(form -> form.group(1).equals(action))
                .map(form -> hidden(form.group(2)))
                .filter(form -> form.containsKey("organisation"))
                .filter(form -> form.get("organisation").equals(organisation.toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form to " + action + "\n" + page.body()));
    }

    private static Map<String, String> hidden(String form) {
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(form).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        return fields;
    }

    private long count(String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }
}
