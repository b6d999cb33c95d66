package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
import com.partsportal.testing.People.Firm;
import com.partsportal.testing.PortalTest;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Another address for a login, from the request to the sign-in with it, through the real Tasklist. */
@PortalTest
@LastStarted
class EmailChangeJourneyTests {

    private static int count;

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

    @Autowired
    TaskService tasks;

    @Value("${portal.base-url}")
    String base;

    private Firm firm;
    private String to;
    private String agent;
    private String second;

    @BeforeEach
    void newPeople() {
        count++;
        firm = people.firm(
                people.shop("Acme Machining " + count, "vera" + count + "@change-journey.example"),
                "Initech " + count,
                "mona" + count + "@change-journey.example");
        to = "mona.new" + count + "@change-journey.example";
        agent = staff("sam" + count);
        second = staff("sue" + count);
    }

    private String staff(String name) {
        var email = name + "@change-journey.example";
        accounts.openStaff(
                new EmailAddress(email),
                "Agent " + name,
                Role.SUPPORT,
                Locale.ENGLISH,
                passwords.hash(People.PASSWORD));
        return email;
    }

    @BrowserTest
    void bothMailboxesAndAnAgentSayYes() {
        try (var manager = new Person(base);
                var mailReader = new Person(base);
                var support = new Person(base)) {
            manager.signIn(firm.email());
            manager.open("/email-change");
            assertThat(manager.page.getByLabel("Current email").inputValue()).isEqualTo(firm.email());
            manager.findsNoFault();
            manager.fill("New email", to);
            manager.fill("Reason", "Our domain has changed");
            manager.press("Send request");
            assertThat(manager.text()).contains("Look into the new mailbox");
            manager.findsNoFault();
            jobs.runDue();

            support.signIn(agent);
            inTasklist(support, "Email changes");
            var card = card(support);
            PlaywrightAssertions.assertThat(card).containsText("Initech " + count);
            PlaywrightAssertions.assertThat(card).containsText(firm.email());
            PlaywrightAssertions.assertThat(card).containsText(to);
            decide(support, "Approve", null);
            PlaywrightAssertions.assertThat(card(support)).containsText("Second approval");

            mailReader.open(mailbox.await(firm.email(), "email-change-notice").link());
            mailReader.findsNoFault();
            mailReader.press("Yes, this is me");
            assertThat(mailReader.text()).contains("Thank you, we have your yes");
            mailReader.open(mailbox.await(to, "email-change-confirm").link());
            mailReader.findsNoFault();
            mailReader.press("Confirm new address");
            assertThat(mailReader.text()).contains("The address was changed");

            PlaywrightAssertions.assertThat(card(support)).hasCount(0);
            manager.open("/portal");
            assertThat(manager.path()).startsWith("/login");
            mailReader.signIn(firm.email());
            assertThat(mailReader.path()).startsWith("/login");
            mailReader.signIn(to);
            isIn(mailReader);
            jobs.runDue();
            assertThat(mailbox.await(to, "email-changed").path()).isEqualTo("/login");
            mailReader.open(mailbox.await(firm.email(), "email-changed").link());
            assertThat(mailReader.text()).contains("Stop this login?");
            mailReader.findsNoFault();
        }
    }

    @BrowserTest
    void aLostMailboxNeedsFourEyesAndTime() {
        try (var stranger = new Person(base);
                var support = new Person(base);
                var other = new Person(base)) {
            stranger.open("/email-change");
            stranger.findsNoFault();
            stranger.fill("Current email", firm.email());
            stranger.fill("New email", to);
            stranger.fill("Reason", "The old mailbox is gone");
            stranger.press("Send request");
            jobs.runDue();
            stranger.open(mailbox.await(to, "email-change-confirm").link());
            stranger.press("Confirm new address");
            assertThat(stranger.text()).contains("Your request is being checked");
            jobs.runDue();

            support.signIn(agent);
            inTasklist(support, "Email changes");
            decide(support, "Approve", null);
            inTasklist(support, "Second approval");
            decide(support, "Approve", null);
            // whoever approved first: refused by the server, the task stays
            PlaywrightAssertions.assertThat(card(support)).hasCount(1);

            giveBack();
            other.signIn(second);
            inTasklist(other, "Second approval");
            decide(other, "Approve", null);
            PlaywrightAssertions.assertThat(card(other)).hasCount(0);

            jobs.runDue();
            assertThat(mailbox.to(firm.email(), "email-change-waiting")).hasSize(1);
            clock.advance(Duration.ofHours(73));
            jobs.runDue();
            stranger.signIn(to);
            isIn(stranger);
        }
    }

    @BrowserTest
    void theOldMailboxSaysItWasSomebodyElse() {
        try (var thief = new Person(base);
                var owner = new Person(base);
                var support = new Person(base)) {
            thief.signIn(firm.email());
            thief.open("/email-change");
            thief.fill("New email", to);
            thief.fill("Reason", "New mailbox");
            thief.press("Send request");
            jobs.runDue();
            thief.open(mailbox.await(to, "email-change-confirm").link());
            thief.press("Confirm new address");

            owner.open(mailbox.await(firm.email(), "email-change-notice").link());
            owner.press("This was not me");
            assertThat(owner.text()).contains("The change was stopped");
            owner.findsNoFault();

            thief.page.reload();
            assertThat(thief.text()).contains("The change was stopped");
            support.signIn(agent);
            inTasklist(support, "Email changes");
            PlaywrightAssertions.assertThat(card(support)).hasCount(0);
            inTasklist(support, "Support cases");
            PlaywrightAssertions.assertThat(
                            support.page.getByText("Handle case").first())
                    .isVisible();
            assertThat(accounts.byEmail(new EmailAddress(firm.email()))).isPresent();
        }
    }

    private static void isIn(Person person) {
        PlaywrightAssertions.assertThat(person.button("Sign out")).isVisible();
    }

    /** What "reset" beside the assignee does. */
    private void giveBack() {
        tasks.createTaskQuery().taskDefinitionKey("SecondApproval").list().stream()
                .filter(task -> firm.email().equals(tasks.getVariable(task.getId(), "currentEmail")))
                .forEach(task -> tasks.setAssignee(task.getId(), null));
    }

    private void inTasklist(Person support, String filter) {
        support.open("/camunda/app/tasklist/default/");
        support.page
                .locator("[cam-tasklist-filters], .task-filters, .column.tasklist-filters")
                .first()
                .waitFor();
        support.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^" + filter)))
                .first()
                .click();
    }

    /** The card of this test's company. */
    private Locator card(Person support) {
        return support.page.locator("li.task").filter(new Locator.FilterOptions().setHasText(firm.email()));
    }

    private void decide(Person support, String decision, String comment) {
        card(support).first().click();
        support.page
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Claim").setExact(true))
                .first()
                .click();
        support.page
                .getByLabel(decision, new Page.GetByLabelOptions().setExact(true))
                .check();
        if (comment != null) {
            support.page.getByLabel(Pattern.compile("^Comment")).fill(comment);
        }
        support.page
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Complete").setExact(true))
                .click();
    }
}
