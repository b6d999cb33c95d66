package com.partsportal.emailchange;

import static com.partsportal.emailchange.Changing.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** Support finds cases, opens them by hand, and acts on them. */
@PortalTest
class CasePagesTests {

    private static final String LIST = "/email-change/cases";

    @Autowired
    EmailChanges changes;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    private Changing changing;
    private Cookie agent;

    @BeforeEach
    void agents(@Autowired AutowireCapableBeanFactory beans) {
        changing = beans.createBean(Changing.class);
        agent = people.session(changing.email(changing.agent(Role.SUPPORT)));
    }

    @Test
    void findsACaseByAddressNewAddressNumberAndState() {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        var number = changes.get(id).number();

        for (var query : new String[] {company.email(), company.email().toUpperCase(), to, String.valueOf(number)}) {
            assertThat(Pages.html(pages.open(agent, LIST + "?q=" + query))).contains(id.toString());
        }
        assertThat(Pages.html(pages.open(agent, LIST + "?state=ALL&q=initech"))).contains("Initech");
        assertThat(pages.text(agent, LIST + "?q=" + number)).contains("An agent's decision", "Initech");
        assertThat(Pages.html(pages.open(agent, LIST + "?state=CLOSED&q=" + number)))
                .doesNotContain(id.toString());
        changes.cancel(id);
        assertThat(pages.text(agent, LIST + "?state=CLOSED&q=" + number)).contains("Cancelled");
        assertThat(pages.text(agent, LIST + "?q=nothing-like-this")).contains("No case fits.");
    }

    @Test
    void opensACaseByHandOnceAndSaysWhatIsWrong() {
        var company = changing.company();
        var opened = open("POSSIBLE_TAKEOVER", company.email(), "Called from the number on the contract");
        assertThat(opened).startsWith(LIST + "/");
        assertThat(pages.text(agent, opened))
                .contains(
                        "Possible takeover",
                        "Called from the number on the contract",
                        "What you can do for this login");
        assertThat(open("POSSIBLE_TAKEOVER", company.email(), "Again")).isEqualTo(LIST);
        assertThat(open("COMPANY_WITHOUT_MANAGER", company.email(), "She left")).startsWith(LIST + "/");
        assertThat(open("POSSIBLE_TAKEOVER", address("nobody"), "Who?")).isEqualTo(LIST);
        assertThat(open("POSSIBLE_TAKEOVER", company.email(), "")).isEqualTo(LIST);
        assertThat(open("WHATEVER", company.email(), "x")).isEqualTo(LIST);
    }

    @Test
    void stopsALoginFromTheCaseWithACommentOnly() {
        var company = changing.company();
        var page = open("POSSIBLE_TAKEOVER", company.email(), "Called");
        pages.send(agent, page, "act", "STOP_LOGIN", "comment", "");
        assertThat(accounts.find(company.manager()).orElseThrow().active()).isTrue();
        pages.send(agent, page, "act", "STOP_LOGIN", "comment", "The owner asked for it");
        assertThat(accounts.find(company.manager()).orElseThrow().active()).isFalse();
        assertThat(pages.text(agent, page)).contains("Login stopped", "The owner asked for it", "Sam Support");
    }

    @Test
    void tellsTheAgentThatNoLoginHasTheAddress() {
        var id = changing.signedOut(address("nobody"), address("new"));
        assertThat(pages.text(agent, LIST + "/" + id)).contains("No login has this address.");
        var known = changing.signedOut(changing.company().email(), address("new"));
        assertThat(pages.text(agent, LIST + "/" + known)).doesNotContain("No login has this address.");
    }

    @Test
    void isForSupportOnly() {
        var manager = people.session(changing.company().email());
        assertThat(pages.open(manager, LIST).getStatus()).isEqualTo(403);
        assertThat(pages.send(manager, LIST, "kind", "POSSIBLE_TAKEOVER").getStatus())
                .isEqualTo(403);
    }

    private String open(String kind, String email, String report) {
        return pages.send(agent, LIST, "kind", kind, "email", email, "report", report)
                .getRedirectedUrl();
    }
}
