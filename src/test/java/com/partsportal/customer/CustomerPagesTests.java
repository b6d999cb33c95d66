package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.Statements;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The vendor's pages, by the words that they show. */
@PortalTest
class CustomerPagesTests {

    private static int vendorCount;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    Statements statements;

    private TestVendor vendor;
    private Cookie session;

    @BeforeEach
    void newVendor() {
        var email = "vera" + ++vendorCount + "@vendors.example";
        vendor = people.vendor("Vendor " + vendorCount, email);
        session = people.session(email);
    }

    @Test
    void aNewVendorSeesWhatToDoFirst() {
        var vendor = people.vendor("First Day Vendor", "vera@first-day.example");
        var vera = people.session(vendor.email());

        assertThat(pages.text(vera, "/vendor/customers")).contains("Get started 0 of 4", "Send your first invitation");
        pages.send(vera, "/vendor/settings/profile", "contactName", "Vera Stone");
        assertThat(pages.text(vera, "/vendor/customers")).contains("Get started 1 of 4");
    }

    @Test
    void aVendorWithoutCustomersIsInvitedToInvite() throws Exception {
        var page = open("/vendor/customers");

        assertThat(Pages.text(page)).contains("Customer Onboarding", "Invite your first customer", "+ Add Customer");
    }

    @Test
    void theListShowsItsColumnsAndWhatEachStateOffers() throws Exception {
        add("Borg Inc", "ada@borg.example", true);
        add("Cyan Ltd", "bob@cyan.example", false);

        var page = open("/vendor/customers");

        assertThat(Pages.text(page))
                .contains("Company name", "Primary contact email", "Ranking", "Status", "Created")
                .contains("Borg Inc ada@borg.example A Invited sending the email")
                .contains("Cyan Ltd bob@cyan.example A Draft");
        assertThat(buttons(row(page, "ada@borg.example"))).isEqualTo("Resend|Resend|Correct email|Revoke");
        assertThat(buttons(row(page, "bob@cyan.example"))).isEqualTo("Invite|Correct email|Discard");
    }

    @Test
    void thePageShowsTheNewsOfTheEmailsAsWell() throws Exception {
        assertThat(Pages.text(open("/vendor/customers/news")))
                .contains("Nobody accepted or declined in the last 14 days");
        people.company(vendor, "Acceptor Inc", "ada@acceptor" + vendorCount + ".example");
        var other = people.vendor("Other " + vendorCount, "olga" + vendorCount + "@other.example");
        people.company(other, "Foreign Inc", "fay@foreign" + vendorCount + ".example");
        add("Declining Ltd", "dora@declining" + vendorCount + ".example", true);
        jobs.runDue();
        var link = mailbox.await("dora@declining" + vendorCount + ".example", "invitation")
                .path();
        mvc.perform(post(link).queryParam("decline", "").with(csrf()));

        assertThat(Pages.text(open("/vendor/customers"))).contains("Recent activity");
        assertThat(Pages.text(open("/vendor/customers/news")))
                .containsSubsequence("Declining Ltd declined the invitation", "Acceptor Inc accepted the invitation")
                .doesNotContain("Foreign Inc");
    }

    @Test
    void aListReadsEachThingOnce() throws Exception {
        add("Borg Inc", "ada@borg.example", true);
        add("Cyan Ltd", "bob@cyan.example", false);
        for (var page : List.of("/vendor/customers", "/vendor/customers?q=borg&ranking=A&sort=companyName")) {
            open(page);
            statements.forget();

            open(page);

            assertThat(statements.seen())
                    .as(page)
                    .hasSizeLessThanOrEqualTo(13)
                    .allSatisfy((query, calls) -> assertThat(calls)
                            .as(query)
                            // Spring Session looks for a session again when it has written it
                            .isLessThanOrEqualTo(query.contains("FROM SPRING_SESSION") ? 2 : 1));
        }
    }

    @Test
    void filtersAreInTheUrlAndCombine() throws Exception {
        add("Borg Inc", "ada@borg.example", true);
        add("Borg Ltd", "bob@borg.example", false);

        assertThat(Pages.text(open("/vendor/customers?q=borg&status=DRAFT&ranking=A")))
                .contains("Borg Ltd")
                .doesNotContain("Borg Inc")
                .contains("All 2", "Draft 1", "Invited 1");
        assertThat(Pages.text(open("/vendor/customers?q=nobody"))).contains("No customer matches", "Clear filters");
        assertThat(Pages.text(open("/vendor/customers?createdFrom=2020-01-01&createdTo=2020-01-02")))
                .contains("No customer matches");
    }

    @Test
    void whatTheAddressCannotMeanIsSaidAndNeverAFault() throws Exception {
        add("Borg Inc", "ada@borg.example", false);

        for (var query : new String[] {
            "sort=password",
            "createdFrom=2026-02-30",
            "status=FOO",
            "ranking=Z",
            "cursor=x",
            "q=%00",
            "createdTo=%2B999999999-01-01"
        }) {
            var answer = mvc.perform(
                            get(URI.create("/vendor/customers?" + query)).cookie(session))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus()).as(query).isEqualTo(400);
            assertThat(Pages.text(answer.getContentAsString())).contains("Customer Onboarding");
        }
    }

    @Test
    void anErrorIsShownBesideTheFieldAndTheInputIsKept() throws Exception {
        var answer = send(post("/vendor/customers/new")
                .param("companyName", "Borg <b>Inc</b>")
                .param("email", "not an address")
                .param("phone", "12")
                .param("ranking", "A")
                .param("invite", "true"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Pages.text(answer.getContentAsString()))
                .contains("There is a problem", "This is not an email address");
        assertThat(answer.getContentAsString())
                .contains("value=\"Borg &lt;b&gt;Inc&lt;/b&gt;\"", "value=\"not an address\"", "href=\"#email\"");
        assertThat(Pages.text(open("/vendor/customers"))).contains("Invite your first customer");
    }

    @Test
    void anAddressThatIsACustomerAlreadyLeadsThere() throws Exception {
        var known = add("Borg Inc", "ada@borg.example", true);

        var answer = send(post("/vendor/customers/new")
                .param("companyName", "Borg again")
                .param("email", "ADA@borg.example ")
                .param("ranking", "A")
                .param("invite", "true"));

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentAsString()).contains("You have already invited this address", known);
    }

    @Test
    void theCustomersPageShowsFactsTimelineAndProcess() throws Exception {
        var path = add("Borg Inc", "ada@borg.example", true);

        var page = open(path);

        assertThat(Pages.text(page))
                .contains(
                        "Borg Inc",
                        "ada@borg.example",
                        "How can it change?",
                        "Recent activity",
                        "Invited ada@borg.example")
                .contains("Show the process", "Current step: ");
        assertThat(buttons(page)).contains("Resend", "Revoke", "Correct email");
        var drawing = open(path + "/diagram");
        assertThat(drawing).contains("\"xml\":", "\"active\":[", "\"passed\":[");
    }

    @Test
    void aRevokedCustomerCanBeInvitedAgain() throws Exception {
        var path = add("Borg Inc", "ada@borg.example", true);

        var revoked = send(post(path + "/revoke").param("back", "status=INVITED"));

        assertThat(revoked.getRedirectedUrl()).isEqualTo("/vendor/customers?status=INVITED");
        var page = open(path);
        assertThat(Pages.text(page)).contains("Revoked");
        assertThat(buttons(page)).contains("Invite", "Correct email").doesNotContain("Resend");
    }

    @Test
    void aCorrectedAddressIsANewCustomerAndTheOldOneStaysRevoked() throws Exception {
        var old = add("Borg Inc", "adda@borg.example", true);

        var corrected = send(post(old + "/corrected-address").param("email", "ada@borg.example"));

        assertThat(corrected.getStatus()).isEqualTo(302);
        assertThat(Pages.text(open(corrected.getRedirectedUrl()))).contains("Borg Inc", "ada@borg.example", "Invited");
        assertThat(Pages.text(open(old))).contains("Revoked", "adda@borg.example");
    }

    @Test
    void aDraftIsDiscarded() throws Exception {
        var draft = add("Borg Inc", "ada@borg.example", false);

        var discarded = send(post(draft + "/discard"));

        assertThat(discarded.getRedirectedUrl()).isEqualTo("/vendor/customers");
        assertThat(mvc.perform(get(draft).cookie(session))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void theVendorEditsItsOwnLabelButNoAddress() throws Exception {
        var path = add("Borg Inc", "ada@borg.example", false);

        send(post(path)
                .param("companyName", "شركة بورغ")
                .param("phone", "+49 30 1234567")
                .param("ranking", "B")
                .param("email", "eve@evil.example"));

        assertThat(Pages.text(open(path)))
                .contains("شركة بورغ", "+49301234567", "ada@borg.example")
                .doesNotContain("eve@evil");
        var refused =
                send(post(path).param("companyName", "").param("phone", "").param("ranking", "B"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(Pages.text(refused.getContentAsString())).contains("Enter a name");
    }

    @Test
    void theVendorsOwnNumberIsOnTheFormTheListAndInTheSearch() throws Exception {
        assertThat(open("/vendor/customers/new")).contains("name=\"externalId\"");
        var numbered = send(post("/vendor/customers/new")
                        .param("companyName", "Numbered Inc")
                        .param("email", "nora@numbered.example")
                        .param("ranking", "A")
                        .param("externalId", "ERP-0815"))
                .getRedirectedUrl();
        add("Cyan Ltd", "bob@cyan.example", false);

        assertThat(Pages.text(open("/vendor/customers"))).contains("Numbered Inc", "ERP-0815", "Cyan Ltd");
        assertThat(Pages.text(open("/vendor/customers?q=erp-08")))
                .contains("Numbered Inc")
                .doesNotContain("Cyan Ltd");
        assertThat(Pages.text(open(numbered.split("\\?")[0]))).contains("ERP-0815");
        var taken = send(post("/vendor/customers/new")
                .param("companyName", "Twin")
                .param("email", "tina@numbered.example")
                .param("ranking", "A")
                .param("externalId", "ERP-0815"));
        assertThat(taken.getStatus()).isIn(409, 422);
        assertThat(taken.getContentAsString()).contains("href=\"#externalId\"");
    }

    @Test
    void anUnknownRankingIsSaidBesideItsField() throws Exception {
        var path = add("Borg Inc", "ada@borg.example", false);
        for (var form : new String[] {path, "/vendor/customers/new"}) {
            for (var ranking : new String[] {"Z", "A\0"}) {
                var answer = send(post(form)
                        .param("companyName", "Globex")
                        .param("email", "ben@globex.example")
                        .param("phone", "")
                        .param("ranking", ranking)
                        .param("invite", "false"));
                assertThat(answer.getStatus()).as(form).isEqualTo(422);
                assertThat(Pages.text(answer.getContentAsString())).contains("There is no such ranking");
                assertThat(answer.getContentAsString()).contains("href=\"#ranking\"");
            }
        }
        assertThat(Pages.text(open(path))).contains("Borg Inc");
    }

    @Test
    void aForeignCustomerIsLikeAnUnknownOne() throws Exception {
        var path = add("Borg Inc", "ada@borg.example", true);
        newVendor();

        for (var address :
                new String[] {path, "/vendor/customers/00000000-0000-7000-8000-000000000000", "/vendor/customers/x"}) {
            assertThat(mvc.perform(get(address).cookie(session))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(404);
        }
        for (var act : new String[] {
            "/invite", "/resend", "/revoke", "/discard", "/deactivate", "/reactivate", "/corrected-address", ""
        }) {
            assertThat(send(post(path + act).param("email", "a@b.example")).getStatus())
                    .as(act)
                    .isEqualTo(404);
        }
    }

    @Test
    void germanReadersReadGerman() throws Exception {
        add("Borg Inc", "ada@borg.example", true);

        var page = mvc.perform(get("/vendor/customers").locale(Locale.GERMAN).cookie(session))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page).contains("lang=\"de\"");
        assertThat(Pages.text(page)).contains("Eingeladen", "Zurückziehen").doesNotContain("??");
    }

    private String add(String company, String email, boolean invite) throws Exception {
        var answer = send(post("/vendor/customers/new")
                .param("companyName", company)
                .param("email", email)
                .param("phone", "")
                .param("ranking", "A")
                .param("invite", Boolean.toString(invite)));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(302);
        return answer.getRedirectedUrl();
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.cookie(session).with(csrf())).andReturn().getResponse();
    }

    private String open(String path) throws Exception {
        var answer =
                mvc.perform(get(URI.create(path)).cookie(session)).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private static String row(String page, String email) {
        var matcher = Pattern.compile("(?s)<tr role=\"row\">.*?</tr>").matcher(page);
        return matcher.results()
                .map(found -> found.group())
                .filter(row -> row.contains(email))
                .findFirst()
                .orElseThrow();
    }

    private static String buttons(String html) {
        return Pattern.compile("(?s)<button[^>]*>(.*?)</button>")
                .matcher(html)
                .results()
                .map(found -> Pages.text(found.group(1)))
                .reduce((a, b) -> a + "|" + b)
                .orElse("");
    }
}
