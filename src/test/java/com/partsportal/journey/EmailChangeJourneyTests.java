package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.partsportal.account.Accounts;
import com.partsportal.account.Passwords;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Another address for a login, from the request to the sign-in with it, through the real Tasklist. */
@PortalTest
@LastStarted
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmailChangeJourneyTests {

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Value("${portal.base-url}")
    String base;

    private final Map<String, Person> agents = new HashMap<>();
    private TestVendor vendor;
    private int count;
    private TestCompany company;
    private String to;

    @BeforeEach
    void newPeople() {
        if (count++ == 0) {
            vendor = people.vendor("Acme Machining", "vera@change-journey.example");
        }
        company = people.company(vendor, "Initech " + count, "mona" + count + "@change-journey.example");
        to = "mona.new" + count + "@change-journey.example";
    }

    @AfterAll
    void agentsGoHome() {
        agents.values().forEach(Person::close);
    }

    @BrowserTest
    void theWayInIsAtTheSignInAndWhereAPasswordIsForgotten() {
        try (var person = new Person(base)) {
            for (var page : List.of("/login", "/password")) {
                person.open(page);
                person.page
                        .getByRole(
                                AriaRole.LINK, new Page.GetByRoleOptions().setName("No access to your email any more?"))
                        .click();
                PlaywrightAssertions.assertThat(person.page).hasURL(Pattern.compile("/email-change$"));
                PlaywrightAssertions.assertThat(person.page.getByLabel("Current email"))
                        .isVisible();
            }
        }
    }

    @BrowserTest
    void bothMailboxesAndAnAgentSayYes() {
        try (var manager = new Person(base);
                var mailReader = new Person(base)) {
            manager.signIn(company.email());
            manager.open("/email-change");
            assertThat(manager.page.getByLabel("Current email").inputValue()).isEqualTo(company.email());
            manager.findsNoFault();
            manager.fill("New email", to);
            manager.fill("Reason", "Our domain has changed");
            manager.press("Send request");
            assertThat(manager.text()).contains("Check your new inbox");
            manager.findsNoFault();
            jobs.runDue();

            var sam = agent("sam");
            show(sam, "Email changes");
            var card = card(sam);
            PlaywrightAssertions.assertThat(card).containsText("Initech " + count);
            PlaywrightAssertions.assertThat(card).containsText(company.email());
            PlaywrightAssertions.assertThat(card).containsText(to);
            decide(sam, "Approve");
            // the second approval is not even offered to the agent who approved first
            PlaywrightAssertions.assertThat(card(sam)).hasCount(0);

            mailReader.open(
                    mailbox.await(company.email(), "email-change-notice").link());
            mailReader.findsNoFault();
            mailReader.press("Yes, this is me");
            assertThat(mailReader.text()).contains("Thank you for your answer");
            mailReader.open(mailbox.await(to, "email-change-confirm").link());
            mailReader.findsNoFault();
            mailReader.press("Confirm new address");
            assertThat(mailReader.text()).contains("The address was changed");

            show(sam, "Second approval");
            PlaywrightAssertions.assertThat(card(sam)).hasCount(0);
            manager.open("/portal");
            assertThat(manager.path()).startsWith("/login");
            mailReader.signIn(company.email());
            assertThat(mailReader.path()).startsWith("/login");
            mailReader.signIn(to);
            isIn(mailReader);
            jobs.runDue();
            assertThat(mailbox.await(to, "email-changed").path()).isEqualTo("/login");
            mailReader.open(mailbox.await(company.email(), "email-changed").link());
            assertThat(mailReader.text()).contains("Stop this login?");
            mailReader.findsNoFault();
        }
    }

    @BrowserTest
    void aLostMailboxNeedsFourEyesAndTime() {
        try (var stranger = new Person(base)) {
            stranger.open("/email-change");
            stranger.findsNoFault();
            stranger.fill("Current email", company.email());
            stranger.fill("New email", to);
            stranger.fill("Reason", "The old mailbox is gone");
            stranger.press("Send request");
            jobs.runDue();
            stranger.open(mailbox.await(to, "email-change-confirm").link());
            stranger.press("Confirm new address");
            assertThat(stranger.text()).contains("Your request is being checked");
            jobs.runDue();

            var sam = agent("sam");
            show(sam, "Email changes");
            decide(sam, "Approve");
            // four eyes: not offered to the same agent
            show(sam, "Second approval");
            PlaywrightAssertions.assertThat(card(sam)).hasCount(0);

            var sue = agent("sue");
            show(sue, "Second approval");
            decide(sue, "Approve");
            PlaywrightAssertions.assertThat(card(sue)).hasCount(0);

            jobs.runDue();
            assertThat(mailbox.to(company.email(), "email-change-waiting")).hasSize(1);
            clock.advance(Duration.ofHours(73));
            jobs.runDue();
            stranger.signIn(to);
            isIn(stranger);
        }
    }

    @BrowserTest
    void theOldMailboxSaysItWasSomebodyElse() {
        try (var thief = new Person(base);
                var owner = new Person(base)) {
            thief.signIn(company.email());
            thief.open("/email-change");
            thief.fill("New email", to);
            thief.fill("Reason", "New mailbox");
            thief.press("Send request");
            jobs.runDue();
            thief.open(mailbox.await(to, "email-change-confirm").link());
            thief.press("Confirm new address");

            owner.open(mailbox.await(company.email(), "email-change-notice").link());
            owner.press("This was not me");
            assertThat(owner.text()).contains("The change was stopped");
            owner.findsNoFault();
            thief.page.reload();
            assertThat(thief.text()).contains("The change was stopped");

            var sam = agent("sam");
            show(sam, "Email changes");
            PlaywrightAssertions.assertThat(card(sam)).hasCount(0);
            show(sam, "Support cases");
            sam.page.getByText("Handle case").first().click();
            claim(sam);
            var facts = sam.page.waitForPopup(() -> sam.page
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the case page"))
                    .last() // of the form; the first one is its card's
                    .press("Enter"));
            PlaywrightAssertions.assertThat(facts.locator("main")).containsText(company.email());
            submit(sam, "Done: looked into it and helped", "Called Mona: it was not her");
            PlaywrightAssertions.assertThat(sam.page.getByText("Handle case")).hasCount(0);
            assertThat(accounts.byEmail(new EmailAddress(company.email()))).isPresent();
        }
    }

    @BrowserTest
    void anAttackerIsStoppedByTheVictimAndSupportLooksIntoIt() {
        try (var attacker = new Person(base);
                var victim = new Person(base);
                var lead = new Person(base)) {
            attacker.signIn(company.email());
            ask(attacker, null);
            jobs.runDue();
            victim.open(mailbox.await(company.email(), "email-change-notice").link());
            victim.press("This was not me");
            victim.sees("The change was stopped");

            theAttackerIsOutAndCannotAskAgain(attacker);
            theVictimGetsANewPassword(victim);
            theAgentSeesTheCaseFirstAndActs();
            theLeadSeesOutcomeWhoAndWhen(lead);
        }
    }

    private void theAttackerIsOutAndCannotAskAgain(Person attacker) {
        attacker.open("/portal");
        assertThat(attacker.path()).startsWith("/login");
        attacker.signIn(company.email());
        assertThat(attacker.path()).as("the password that the attacker knows").startsWith("/login");
        attacker.open("/email-change");
        ask(attacker, company.email());
        attacker.sees("Check your new inbox");
        jobs.runDue();
        attacker.open(mailbox.await(to, "email-change-confirm", 2).get(1).link());
        attacker.press("Confirm new address");
        attacker.sees("Your request is being checked");
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "email-change-notice"))
                .as("nobody is asked again")
                .hasSize(1);
        var sam = agent("sam");
        show(sam, "Email changes");
        PlaywrightAssertions.assertThat(card(sam)).hasCount(0);
    }

    private void theVictimGetsANewPassword(Person victim) {
        victim.open(mailbox.await(company.email(), "password-reset").link());
        victim.fill("Password", "five quiet lanterns on a hill");
        victim.submit("Save password");
        victim.open("/login");
        victim.fill("Email", company.email());
        victim.fill("Password", "five quiet lanterns on a hill");
        victim.submit("Sign in");
        isIn(victim);
        victim.open("/email-change");
        ask(victim, null);
        victim.sees("Our support is looking into this login.");
    }

    private void theAgentSeesTheCaseFirstAndActs() {
        var sid = agent("sid");
        // the list that Tasklist opens with, and before everything else the takeover
        var first = sid.page.locator("li.task").first();
        PlaywrightAssertions.assertThat(first).containsText("Possible takeover");
        var facts = sid.page.waitForPopup(
                () -> first.getByText("Open the case page").press("Enter"));
        PlaywrightAssertions.assertThat(facts.locator("main")).containsText(company.email());
        PlaywrightAssertions.assertThat(facts.locator("main"))
                .containsText(
                        "by the person, signed in", new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
        facts.getByLabel("End all sessions").check();
        facts.getByLabel("Reason").fill("Mona on the phone, at the number that the vendor knows");
        facts.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Do it"))
                .click();
        PlaywrightAssertions.assertThat(facts.locator("main")).containsText("All sessions have ended.");
        PlaywrightAssertions.assertThat(facts.locator("main"))
                .containsText("Mona on the phone, at the number that the vendor knows");

        first.getByText("Handle case").click();
        claim(sid);
        submit(sid, "Done: looked into it and helped", "Mona has a new password");
        PlaywrightAssertions.assertThat(sid.page.getByText("Possible takeover")).hasCount(0);
    }

    private void theLeadSeesOutcomeWhoAndWhen(Person lead) {
        var email = "lea@change-journey.example";
        accounts.openStaff(
                new EmailAddress(email),
                "Lea Lead",
                Role.SUPPORT_LEAD,
                Locale.ENGLISH,
                passwords.hash(People.PASSWORD));
        lead.signIn(email);
        var cases = lead.page.waitForPopup(() -> lead.page
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Cases").setExact(true))
                .click());
        cases.getByLabel("Address, name, company or number").fill(company.email());
        cases.getByLabel("State", new Page.GetByLabelOptions().setExact(true)).selectOption("CLOSED");
        cases.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Find").setExact(true))
                .click();
        var row = cases.locator("tr").filter(new Locator.FilterOptions().setHasText("Possible takeover"));
        for (var said : List.of("Initech " + count, "Mona Manager", "Done", "Agent sid")) {
            PlaywrightAssertions.assertThat(row).containsText(said);
        }
        row.getByRole(AriaRole.LINK).click();
        for (var said : List.of("Mona has a new password", "Agent sid", "All sessions ended", "Closed", "UTC")) {
            PlaywrightAssertions.assertThat(cases.locator("main")).containsText(said);
        }
    }

    /** @param from null for somebody signed in */
    private void ask(Person person, @Nullable String from) {
        if (from == null) {
            person.open("/email-change");
        } else {
            person.fill("Current email", from);
        }
        person.fill("New email", to);
        person.fill("Reason", "New mailbox");
        person.press("Send request");
    }

    private static void isIn(Person person) {
        PlaywrightAssertions.assertThat(person.page.locator("summary.account")).isVisible();
    }

    /** Somebody of support with Tasklist open, from then on for all journeys. */
    private Person agent(String name) {
        var known = agents.get(name);
        if (known != null && filter(known, "Mine").count() == 0) {
            known.page.reload(); // what went wrong in one journey, or in its first try, stays there
        }
        return agents.computeIfAbsent(name, missing -> {
            var email = name + "@change-journey.example";
            accounts.openStaff(
                    new EmailAddress(email),
                    "Agent " + name,
                    Role.SUPPORT,
                    Locale.ENGLISH,
                    passwords.hash(People.PASSWORD));
            var agent = new Person(base);
            agent.signIn(email);
            return agent;
        });
    }

    /** Goes to a list by another one, so that it is read anew; by key, since a tip may lie over the names. */
    private static void show(Person agent, String filter) {
        filter(agent, "Mine").press("Enter");
        filter(agent, filter).press("Enter");
    }

    private static Locator filter(Person agent, String name) {
        return agent.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)))
                .first();
    }

    /** The card of this test's company. */
    private Locator card(Person agent) {
        return agent.page.locator("li.task").filter(new Locator.FilterOptions().setHasText(company.email()));
    }

    private void decide(Person agent, String decision) {
        card(agent).first().click();
        claim(agent);
        submit(agent, decision, "Called back on the number we know");
    }

    /** The form is drawn anew for who has claimed the task: what is pressed before is lost. */
    private static void claim(Person agent) {
        agent.button("Claim").first().click();
        PlaywrightAssertions.assertThat(
                        agent.page.locator("textarea:not([disabled])").last())
                .isVisible();
    }

    private static void submit(Person agent, String decision, String comment) {
        agent.page
                .getByLabel(decision, new Page.GetByLabelOptions().setExact(true))
                .check();
        agent.page.locator("textarea:not([disabled])").last().fill(comment);
        agent.press("Complete");
    }
}
