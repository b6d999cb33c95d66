package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.account.Role;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.shared.Refused;
import com.partsportal.testing.ApiClient;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;

/** What only a Vendor Admin sees: rankings, team, settings and keys. */
@PortalTest
class VendorPagesTests {

    private static int vendorCount;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Vendors vendors;

    @Autowired
    Team team;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    InvitationAnswers invitations;

    @Value("${portal.base-url}")
    String base;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient jdbc;

    private Cookie session;
    private TestVendor vendor;
    private String email;

    @BeforeEach
    void newVendor() {
        email = "admin" + ++vendorCount + "@vendor.example";
        vendor = people.vendor("Vendor " + vendorCount, email);
        session = people.session(email);
    }

    @Test
    void rankingsAreAddedRenamedMovedAndMergedWithoutLosingACustomersRank() throws Exception {
        var draft = send(post("/vendor/customers/new")
                        .param("companyName", "Borg")
                        .param("email", "rank" + vendorCount + "@borg.example")
                        .param("ranking", "B")
                        .param("invite", "false"))
                .getRedirectedUrl();
        send(post("/vendor/rankings").param("label", "Gold & Co").param("discount", "12,5"));
        assertThat(labels()).containsExactly("A", "B", "C", "D", "Gold & Co");
        send(post("/vendor/rankings/" + ranking("Gold & Co") + "/move").param("up", "true"));
        send(post("/vendor/rankings/" + ranking("A") + "/move").param("up", "true"));
        assertThat(labels()).containsExactly("A", "B", "C", "Gold & Co", "D");
        send(post("/vendor/rankings/" + ranking("B")).param("label", "Bronze").param("discount", "8"));
        assertThat(open(draft)).contains("Bronze");
        assertThat(text(open("/vendor/rankings"))).contains("Rankings", "Add a ranking");

        send(post("/vendor/rankings/" + ranking("Bronze") + "/merge").param("into", ranking("Gold & Co")));
        send(post("/vendor/rankings/" + ranking("D") + "/merge").param("into", ranking("C")));

        assertThat(labels()).containsExactly("A", "C", "Gold & Co");
        assertThat(text(open(draft))).contains("Gold & Co", "Ranking changed");
        assertThat(vendors.ranking(vendor.id(), "C").orElseThrow().isDefault()).isTrue();
        for (var bad : new String[][] {{"", "1"}, {"A", "1"}, {"X", "101"}, {"X", "-1"}, {"X", "many"}, {"X", ""}}) {
            assertThat(send(post("/vendor/rankings").param("label", bad[0]).param("discount", bad[1]))
                            .getStatus())
                    .as(String.join(" ", bad))
                    .isEqualTo(422);
        }
        assertThat(labels()).hasSize(3);
        for (var bad : new String[][] {{"", "1"}, {"A", "1"}, {"Bad <one>", "101"}, {"x://y", "1"}}) {
            var refused = send(post("/vendor/rankings/" + ranking("C"))
                    .param("label", bad[0])
                    .param("discount", bad[1]));
            assertThat(refused.getStatus()).as(String.join(" ", bad)).isEqualTo(422);
            assertThat(refused.getContentAsString())
                    .contains("There is a problem", "-error\"")
                    .contains("value=\"" + HtmlUtils.htmlEscape(bad[0]) + "\"");
        }
        assertThat(labels()).containsExactly("A", "C", "Gold & Co");
        var foreign = ranking("A");
        newVendor();
        assertThat(send(post("/vendor/rankings/" + foreign + "/default")).getStatus())
                .isEqualTo(404);
        assertThat(send(post("/vendor/rankings/" + ranking("A") + "/merge").param("into", foreign))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void aColleagueIsInvitedAndListedAndTheInvitationIsRevoked() throws Exception {
        var colleague = "ben" + vendorCount + "@vendor.example";
        assertThat(invite("Ben Builder", colleague, "TEAM_MEMBER").getStatus()).isEqualTo(302);
        assertThat(invite("Ben Builder", colleague.toUpperCase(Locale.ROOT), "TEAM_MEMBER")
                        .getStatus())
                .isEqualTo(422);
        assertThat(invite("Me", email, "TEAM_MEMBER").getStatus()).isEqualTo(422);
        assertThat(invite("Eve", "eve@vendor.example", "ADMIN").getStatus()).isEqualTo(422);
        var noRole = invite("Eve", "eve@vendor.example", "[]");
        assertThat(noRole.getStatus()).isEqualTo(422);
        assertThat(noRole.getContentAsString())
                .contains("This cannot be chosen here")
                .doesNotContain("com.partsportal");
        jobs.runDue();

        assertThat(mailbox.to(colleague, "user-invitation")).hasSize(1);
        assertThat(text(open("/vendor/team"))).contains("Ben Builder", "Invited", "Vera Vendor (you)");
        var open = team.invited(vendor.id()).get(0);
        send(post("/vendor/team/invitations/" + open.id() + "/revoke"));
        assertThat(team.invited(vendor.id())).isEmpty();
        newVendor();
        assertThat(send(post("/vendor/team/invitations/" + open.id() + "/resend"))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void aChangeOfRoleOrADeactivationCountsInOpenSessionsAtOnce() throws Exception {
        var other = "other" + vendorCount + "@vendor.example";
        people.vendor("Elsewhere " + vendorCount, other);
        var account = jdbc.sql("select id from account where email = :email")
                .param("email", other)
                .query(java.util.UUID.class)
                .single();
        vendors.join(vendor.id(), new com.partsportal.account.AccountId(account), Role.VENDOR_ADMIN);
        jdbc.sql("update vendor_user set active = false where account_id = :id and vendor_id <> :vendor")
                .param("id", account)
                .param("vendor", vendor.id().value())
                .update();
        var colleague = people.session(other);
        assertThat(status("/vendor/team", colleague)).isEqualTo(200);

        send(post("/vendor/team/" + account + "/role").param("role", "TEAM_MEMBER"));
        assertThat(status("/vendor/team", colleague)).isEqualTo(403);
        assertThat(status("/vendor/customers", colleague)).isEqualTo(200);
        send(post("/vendor/team/" + account + "/deactivate"));
        assertThat(status("/vendor/customers", colleague)).isEqualTo(403);
        send(post("/vendor/team/" + account + "/reactivate"));
        assertThat(status("/vendor/customers", colleague)).isEqualTo(200);

        send(post("/vendor/team/" + vendor.admin().value() + "/deactivate"));
        send(post("/vendor/team/" + vendor.admin().value() + "/role").param("role", "TEAM_MEMBER"));
        assertThat(status("/vendor/team", session)).isEqualTo(200);
        assertThat(text(open("/vendor/team"))).contains("Vendor Admin");
    }

    @Test
    void ofTwoLastAdminsWhoLeaveAtTheSameTimeOneStays() throws Exception {
        var second = people.vendor("Second " + vendorCount, "second" + vendorCount + "@vendor.example");
        vendors.join(vendor.id(), second.admin(), Role.VENDOR_ADMIN);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var admin : List.of(vendor.admin(), second.admin())) {
                tasks.add(() -> {
                    try {
                        team.deactivate(vendor.id(), admin);
                        return true;
                    } catch (Refused lastAdmin) {
                        return false;
                    }
                });
            }
            var done = new ArrayList<Boolean>();
            for (var result : pool.invokeAll(tasks)) {
                done.add(result.get());
            }
            assertThat(done).containsExactlyInAnyOrder(true, false);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void settingsHoldForMailsDaysAndThePolicy() throws Exception {
        var saved = send(post("/vendor/settings")
                .param("partsPolicy", "OFF")
                .param("language", "de")
                .param("timeZone", "Europe/Berlin")
                .param("region", "DE")
                .param("delimiter", "TAB")
                .param("notices", "invitation-accepted"));
        assertThat(saved.getStatus()).isEqualTo(302);
        var stored = vendors.get(vendor.id());
        assertThat(stored.partsPolicy()).isEqualTo(PartsPolicy.OFF);
        assertThat(stored.choices().regionChosen()).isTrue();
        assertThat(stored.delimiter()).isEqualTo('\t');
        assertThat(stored.zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(stored.mutedNotices()).contains("invitation-declined").doesNotContain("invitation-accepted");
        assertThat(text(open("/vendor/settings"))).contains("Email us when", "Time zone");

        var customer = send(post("/vendor/customers/new")
                        .param("companyName", "Borg")
                        .param("email", "muted" + vendorCount + "@borg.example")
                        .param("ranking", "B")
                        .param("phone", "030 1234567")
                        .param("invite", "true"))
                .getRedirectedUrl();
        assertThat(open(customer)).contains("+49301234567");
        for (var bad : new String[][] {
            {"timeZone", "Mars/Base"},
            {"region", "XX"},
            {"region", ""},
            {"language", "fr"},
            {"partsPolicy", "?"},
            {"delimiter", "PIPE"}
        }) {
            var request = post("/vendor/settings");
            for (var field : new String[][] {
                {"partsPolicy", "OFF"}, {"language", "de"}, {"timeZone", "UTC"}, {"region", "DE"}, {"delimiter", ""}
            }) {
                request.param(field[0], field[0].equals(bad[0]) ? bad[1] : field[1]);
            }
            assertThat(send(request).getStatus()).as(bad[0]).isEqualTo(422);
        }
    }

    @Test
    void aNoticeThatNobodyWantsByEmailIsOnlyOnThePage() throws Exception {
        send(post("/vendor/settings")
                .param("partsPolicy", "OFF")
                .param("language", "en")
                .param("timeZone", "UTC")
                .param("region", "US")
                .param("notices", "invitation-accepted"));
        people.company(vendor, "Borg Inc", "yes" + vendorCount + "@notice.example");
        var declined = customers.add(
                vendor.id(),
                new NewCustomer("Cyan Ltd", "no" + vendorCount + "@notice.example", null, "A", true, null, null, null),
                vendor.admin());
        invitations.decline(list.get(vendor.id(), declined).invitation(), "We buy elsewhere");
        jobs.runDue();

        assertThat(mailbox.to(vendor.email(), "invitation-accepted"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.from()).startsWith(vendor.name() + " via Parts Portal <"));
        assertThat(mailbox.to(vendor.email(), "invitation-declined")).isEmpty();
        assertThat(text(open("/vendor/customers/" + declined))).contains("Declined", "We buy elsewhere");
    }

    @Test
    void aRepeatOfTheCallThatMadeAKeyIsAnsweredWithoutIt() {
        var api = ApiClient.of(base, vendor.email(), People.PASSWORD);
        var body = "{\"name\":\"ERP\"}";

        var first = api.post("/api/v1/keys", body, "Idempotency-Key", "make-one");
        var repeat = api.post("/api/v1/keys", body, "Idempotency-Key", "make-one");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("key")).startsWith("pp_");
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.text("id")).isEqualTo(first.text("id"));
        assertThat(repeat.json().has("key")).isFalse();
        assertThat(repeat.body()).doesNotContain(first.text("key"));
        assertThat(jdbc.sql("select count(*) from api_key where vendor_id = :id")
                        .param("id", vendor.id().value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aKeyIsOneTimeSecretOnThePageAndRevokedThere() throws Exception {
        var made = send(post("/vendor/api-keys").param("name", "ERP <nightly>"));
        assertThat(made.getStatus()).isEqualTo(201);
        assertThat(made.getHeader("Cache-Control")).contains("no-store");
        var key = Pattern.compile("pp_[A-Za-z0-9_-]{43}").matcher(made.getContentAsString());
        assertThat(key.find()).isTrue();
        assertThat(open("/vendor/api-keys")).contains("ERP &lt;nightly&gt;").doesNotContain(key.group());
        assertThat(mvc.perform(get("/api/v1/me").header("Authorization", "Bearer " + key.group()))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
        var id = jdbc.sql("select id from api_key where vendor_id = :id")
                .param("id", vendor.id().value())
                .query(String.class)
                .single();
        send(post("/vendor/api-keys/" + id + "/revoke"));
        assertThat(text(open("/vendor/api-keys"))).contains("Revoked");
        assertThat(send(post("/vendor/api-keys").param("name", "")).getStatus()).isEqualTo(422);
        newVendor();
        assertThat(send(post("/vendor/api-keys/" + id + "/revoke")).getStatus()).isEqualTo(404);
    }

    @Test
    void germanReadersReadGerman() throws Exception {
        invite("Ben", "de" + vendorCount + "@vendor.example", "TEAM_MEMBER");
        send(post("/vendor/api-keys").param("name", "ERP"));
        for (var path : new String[] {"/vendor/rankings", "/vendor/team", "/vendor/settings", "/vendor/api-keys"}) {
            var page = mvc.perform(get(path).locale(Locale.GERMAN).cookie(session))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(page).as(path).contains("lang=\"de\"").doesNotContain("??");
        }
    }

    private MockHttpServletResponse invite(String name, String address, String role) throws Exception {
        return send(
                post("/vendor/team").param("name", name).param("email", address).param("role", role));
    }

    private List<String> labels() {
        return vendors.rankings(vendor.id()).stream().map(RankingRow::label).toList();
    }

    private String ranking(String label) {
        return vendors.ranking(vendor.id(), label).orElseThrow().id().toString();
    }

    private int status(String path, Cookie who) throws Exception {
        return mvc.perform(get(path).cookie(who)).andReturn().getResponse().getStatus();
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.cookie(session).with(csrf())).andReturn().getResponse();
    }

    private String open(String path) throws Exception {
        var answer = mvc.perform(get(path).cookie(session)).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private static String text(String html) {
        return Pages.text(html).replace("&amp;", "&");
    }
}
