package com.partsportal.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.support.WebTestUtils;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** The pages behind an invitation's link. */
@PortalTest
class InvitationPagesTests {

    private static int vendorCount;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Customers customers;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    CsrfTokenRepository csrfTokens;

    @Autowired
    WebApplicationContext context;

    @Value("${portal.base-url}")
    String base;

    private TestVendor vendor;

    @BeforeEach
    void newVendor() {
        vendor = people.vendor("Acme " + ++vendorCount, "vera" + vendorCount + "@pages.example");
    }

    @Test
    void lookingChangesNothingAndBeginsNoSession() throws Exception {
        var link = invite("Borg Inc", "look@pages.example");
        var before = row("look@pages.example");

        useTheRealCsrfTokens(link);
        var client = HttpClient.newHttpClient();
        for (var round = 0; round < 100; round++) {
            for (var method : List.of("GET", "HEAD", "OPTIONS")) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(base + link))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("session"));
            }
        }

        assertThat(row("look@pages.example")).isEqualTo(before);
        assertThat(jdbc.queryForObject("select count(*) from account where email = 'look@pages.example'", Long.class))
                .isZero();
    }

    @Test
    void thePageKeepsItsLinkToItself() throws Exception {
        var link = invite("Borg Inc", "secret@pages.example");

        var answer = mvc.perform(get(link)).andReturn().getResponse();

        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeader("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.getContentAsString()).doesNotContain(link.substring("/invitations/".length()));
        assertThat(answer.getContentAsString()).doesNotContain(" style=", "<script>", "onclick");
    }

    @Test
    void onlyAPersonsOwnClickAccepts() throws Exception {
        var link = invite("Borg Inc", "csrf@pages.example");

        assertThat(mvc.perform(filled(post(link))).andReturn().getResponse().getStatus())
                .isEqualTo(403);
        assertThat(row("csrf@pages.example").get("status")).isEqualTo("PENDING");
    }

    @Test
    void whatIsAcceptedComesFromTheInvitationAlone() throws Exception {
        var link = invite("Borg Inc", "mine@pages.example");

        var answer = send(filled(post(link))
                .param("email", "evil@pages.example")
                .param("role", "ADMIN")
                .param("vendorId", "x"));

        assertThat(answer.getRedirectedUrl()).isEqualTo("/portal");
        assertThat(answer.getCookie("portal-session")).isNotNull();
        assertThat(jdbc.queryForList(
                        "select email from account where email in ('mine@pages.example', 'evil@pages.example')",
                        String.class))
                .containsExactly("mine@pages.example");
        var again = send(filled(post(link)));
        assertThat(again.getStatus()).isEqualTo(200);
        assertThat(again.getContentAsString()).contains("already accepted");
    }

    @Test
    void errorsAreShownBesideTheFieldAndTheNameIsKept() throws Exception {
        var link = invite("Borg Inc", "wrong@pages.example");

        var answer = send(
                post(link).queryParam("accept", "").param("name", "Ada <i>").param("password", "short"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString())
                .contains("value=\"Ada &lt;i&gt;\"", "href=\"#password\"", "Agree to the terms of use.")
                .doesNotContain("value=\"short\"");
        assertThat(row("wrong@pages.example").get("status")).isEqualTo("PENDING");
    }

    @Test
    void somebodyWhoComesTooLateSeesWhy() throws Exception {
        var link = invite("Borg Inc", "late@pages.example");
        clock.advance(Duration.ofDays(14));

        var answer = send(filled(post(link)));

        assertThat(answer.getStatus()).isEqualTo(410);
        assertThat(answer.getContentAsString()).contains("This invitation has expired", "Vera Vendor");
    }

    @Test
    void aRequestFromAnUnknownLinkIsAnsweredLikeOneFromADeadLink() throws Exception {
        var link = invite("Borg Inc", "ask@pages.example");
        clock.advance(Duration.ofDays(15));

        for (var path : new String[] {link, "/invitations/" + "A".repeat(43), "/invitations/x"}) {
            var answer = send(post(path).queryParam("ask", ""));
            assertThat(answer.getStatus()).isEqualTo(302);
            assertThat(answer.getRedirectedUrl()).isEqualTo("/invitations/asked");
        }
        for (var path : new String[] {
            "/invitations/" + "A".repeat(43), "/invitations/x", "/invitations/continue", "/invitations/", "/invitations"
        }) {
            assertThat(mvc.perform(get(path)).andReturn().getResponse().getStatus())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void aDeclineKeepsItsReasonAndStopsThere() throws Exception {
        var link = invite("Borg Inc", "no@pages.example");

        var answer = send(post(link).queryParam("decline", "").param("reason", "  Not now thanks "));

        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(row("no@pages.example"))
                .containsEntry("status", "DECLINED")
                .containsEntry("end_reason", "Not now thanks");
        assertThat(send(filled(post(link))).getStatus()).isEqualTo(410);
    }

    @Test
    void aReasonThatMayNotReachAnEmailComesBackWithTheErrorBesideIt() throws Exception {
        var link = invite("Borg Inc", "reason@pages.example");

        for (var reason :
                new String[] {"see bit.ly/x", "mailto:me@evil.example", "a\u202eb", "a\u0000b", "x".repeat(501)}) {
            var answer = send(post(link).queryParam("decline", "").param("reason", reason));
            assertThat(answer.getStatus()).as(reason).isEqualTo(422);
            assertThat(answer.getContentAsString()).contains("id=\"reason-error\"", "You have not declined yet");
        }
        assertThat(row("reason@pages.example")).containsEntry("status", "PENDING");
    }

    @Test
    void anAddressOfStaffCannotBeACustomersAndTheVendorSeesItDeclined() throws Exception {
        accounts.openStaff(new EmailAddress("sam@pages.example"), "Sam Staff", Role.SUPPORT, Locale.ENGLISH, "no hash");
        var link = invite("Borg Inc", "sam@pages.example");
        var page = mvc.perform(get(link)).andReturn().getResponse();
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString()).contains("cannot be a customer").doesNotContain("name=\"password\"");
        assertThat(row("sam@pages.example")).containsEntry("status", "PENDING");

        var answer = send(filled(post(link)));

        assertThat(answer.getStatus()).isEqualTo(410);
        assertThat(answer.getContentAsString()).contains("cannot be a customer");
        assertThat(row("sam@pages.example"))
                .containsEntry("status", "DECLINED")
                .containsEntry("end_reason", Invitations.STAFF_ADDRESS);
    }

    @Test
    void nobodyIsRemindedWhoWantsNoReminders() throws Exception {
        var link = invite("Borg Inc", "quiet@pages.example");

        send(post(link).queryParam("no-reminders", ""));

        assertThat(mvc.perform(get(link)).andReturn().getResponse().getContentAsString())
                .contains("You get no more reminders");
        clock.advance(Duration.ofDays(6));
        jobs.runDue();
        assertThat(mailbox.to("quiet@pages.example", "reminder")).isEmpty();
        assertThat(row("quiet@pages.example").get("status")).isEqualTo("PENDING");
    }

    @Test
    void everyPageIsThereInGermanToo() throws Exception {
        var link = invite("Borg Inc", "de@pages.example");

        assertThat(german(link))
                .contains("lang=\"de\"", "Einladung annehmen", "Gültig bis")
                .doesNotContain("??");
        send(post(link).queryParam("decline", ""));
        assertThat(german(link))
                .contains("abgelehnt", "Um neue Einladung bitten")
                .doesNotContain("??");
        assertThat(german("/terms")).contains("Nutzungsbedingungen").doesNotContain("??");
    }

    /** The test support's {@code csrf()} leaves tokens behind that stand in a session. */
    private void useTheRealCsrfTokens(String path) {
        var request = new MockHttpServletRequest(context.getServletContext(), "GET", path);
        request.setServletPath(path);
        WebTestUtils.setCsrfTokenRepository(request, csrfTokens);
    }

    private String german(String path) throws Exception {
        return mvc.perform(get(path).locale(Locale.GERMAN))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private String invite(String company, String email) {
        var id = customers.add(
                vendor.id(), new NewCustomer(company, email, null, "A", true, null, null, null), vendor.admin());
        jobs.runDue(id.value());
        return mailbox.await(email, "invitation").path();
    }

    private Map<String, Object> row(String email) {
        return jdbc.queryForMap("select * from invitation where email = ?", email).entrySet().stream()
                .filter(column -> column.getValue() != null && !(column.getValue() instanceof byte[]))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, column -> column.getValue().toString()));
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(csrf())).andReturn().getResponse();
    }

    private static MockHttpServletRequestBuilder filled(MockHttpServletRequestBuilder request) {
        return request.queryParam("accept", "")
                .param("name", "Ada Borg")
                .param("password", People.PASSWORD)
                .param("terms", "yes");
    }
}
