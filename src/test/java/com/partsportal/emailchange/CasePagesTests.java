package com.partsportal.emailchange;

import static com.partsportal.emailchange.Changing.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
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
    ChangeDecisions decisions;

    @Autowired
    SupportCases cases;

    @Autowired
    Accounts accounts;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

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
        assertThat(pages.text(agent, LIST + "?q=nothing-like-this")).contains("No case matches.");
        assertThat(pages.text(agent, LIST + "?q=%00")).contains("No case matches.");
    }

    @Test
    void opensTheCaseOfANumberSaidOnThePhone() {
        var id = changing.signedIn(changing.company(), address("new"));
        assertThat(pages.open(agent, LIST + "/" + changes.get(id).number()).getRedirectedUrl())
                .isEqualTo(LIST + "/" + id);
        var byHand = open("POSSIBLE_TAKEOVER", changing.company().email(), "Called");
        var number = changing.text(
                "select number::text from support_case where id = ?::uuid", byHand.substring(LIST.length() + 1));
        assertThat(pages.text(agent, byHand)).contains("Possible takeover " + number);
        assertThat(pages.open(agent, LIST + "/" + number).getRedirectedUrl()).isEqualTo(byHand);
        assertThat(pages.open(agent, LIST + "/999999999").getStatus()).isEqualTo(404);
        assertThat(pages.open(agent, LIST + "/99999999999999999999").getStatus())
                .isEqualTo(404);
    }

    @Test
    void findsACaseByNameAndCompany() {
        var company = changing.company();
        changing.rename(company, "Zoë Zimmermann " + company.id(), "Zenith " + company.id());
        var id = changing.signedIn(company, address("new"));
        for (var query : List.of("zoë zimmermann " + company.id(), "ZENITH " + company.id())) {
            assertThat(Pages.html(pages.open(
                            agent, LIST + "?q=" + query.replace(" ", "%20").replace("ë", "%C3%AB"))))
                    .as(query)
                    .contains(id.toString());
        }
    }

    @Test
    void saysWhatAnOpenCaseWaitsFor() {
        var company = changing.company();
        var id = changing.signedIn(company, address("new"));
        assertThat(listed(id, "OPEN")).contains("An agent's decision");
        assertThat(listed(id, "WAITING")).contains("No case matches.");
        var sam = changing.agent(Role.SUPPORT);
        decisions.decide(id, sam, "ask", "Which domain?", null);
        assertThat(listed(id, "WAITING")).contains("The requester's answer");
        changes.answer(id, "borg.example");
        decisions.decide(id, sam, "approve", null, null);
        assertThat(listed(id, "WAITING")).contains("The new mailbox");
        changes.confirmNew(id);
        assertThat(listed(id, "WAITING")).contains("A second agent, a colleague or the old mailbox");
        decisions.decide(id, changing.agent(Role.SUPPORT), "approve", null, null);
        assertThat(listed(id, "WAITING")).contains("The old mailbox's time to object");
        assertThat(listed(id, "OVERDUE")).contains("No case matches.");
        changes.confirmOld(id);
        assertThat(listed(id, "OPEN")).contains("No case matches.");
        assertThat(listed(id, "CLOSED")).contains("Address changed");
    }

    private String listed(EmailChangeId id, String state) {
        return pages.text(
                agent, LIST + "?state=" + state + "&q=" + changes.get(id).number());
    }

    @Test
    void saysOutcomeWhoAndWhenOfEachCaseOnItsPageAndInTheList() {
        var company = changing.company();
        var rejected = changing.signedIn(company, address("new"));
        clock.advance(Duration.ofDays(2).plusMinutes(1));
        jobs.runDue();
        decisions.decide(rejected, changing.agent(Role.SUPPORT), "reject", "Nobody answered the phone", null);
        agent = people.session(changing.email(changing.agent(Role.SUPPORT)));
        assertThat(listed(rejected, "CLOSED"))
                .contains("Rejected was overdue", ", Sam Support", "Mona Manager", "Initech");
        assertThat(pages.text(agent, LIST + "/" + rejected))
                .containsPattern("What became of the request Rejected , .+? UTC , Sam Support")
                .contains("Nobody answered the phone");

        var byHand = open("POSSIBLE_TAKEOVER", company.email(), "Called");
        var id = SupportCaseId.of(byHand.substring(LIST.length() + 1));
        cases.close(id, changing.agent(Role.SUPPORT_LEAD), "done", "It was her daughter");
        assertThat(pages.text(agent, byHand))
                .containsPattern("Outcome Done , .+? UTC , Sam Support")
                .contains("What became of it It was her daughter");
        assertThat(pages.text(agent, LIST + "?state=CLOSED&q=" + cases.get(id).number()))
                .contains("Possible takeover", "Mona Manager", "Initech", "Done", ", Sam Support");
    }

    @Test
    void aTakeoverSaysWhoAskedFromWhichNetworkAndWhen() {
        var company = changing.company();
        var to = address("thief");
        pages.send(people.session(company.email()), "/email-change", "requested", to, "reason", "New mailbox");
        var id = EmailChangeId.of(changing.text("select id::text from email_change where new_email = ?", to));
        changes.dispute(id);
        var takeover = changing.text("select id::text from support_case where email_change_id = ?", id.value());
        assertThat(pages.text(agent, LIST + "/" + takeover))
                .contains(company.email(), to)
                .containsPattern(
                        "Requested by the person, signed in , .+? UTC , Mona Manager , from 127\\.0\\.0\\.0/24");
    }

    @Test
    void tellsTheAgentNumberAndUnknownLoginOfARegisteredRequest() {
        for (var known : List.of(true, false)) {
            var from = known ? changing.company().email() : address("nobody");
            var to = address("new");
            pages.send(
                    agent, "/email-change", "current", from, "requested", to, "reason", "Called", "source", "BY_PHONE");
            var number = changing.text("select number::text from email_change where new_email = ?", to);
            var answer = pages.text(agent, "/email-change?asked");
            assertThat(answer).contains("Its number is " + number + ".");
            assertThat(answer.contains("No login has this address.")).isNotEqualTo(known);
        }
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
