package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.emailchange.ChangeSource;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChanges;
import com.partsportal.emailchange.NewEmailChange;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What the real Tasklist and Cockpit send for what staff may do is let through; what is refused is said in words. */
@PortalTest
@LastStarted
class StaffAppsJourneyTests {

    private static final String DOMAIN = "@apps-journey.example";

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    EmailChanges changes;

    @Autowired
    Customers customers;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Value("${portal.base-url}")
    String base;

    @BrowserTest
    void aRejectionWithoutAReasonIsRefusedInWordsAndIsDoneWithOne() {
        var task = reviewTask("mona");
        var staff = staff("rita", Role.SUPPORT);
        try (var agent = new Person(base)) {
            agent.signIn("rita" + DOMAIN);
            agent.page
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Email changes")))
                    .first()
                    .click();
            agent.page
                    .locator("li.task")
                    .filter(new Locator.FilterOptions().setHasText("mona" + DOMAIN))
                    .first()
                    .click();
            agent.button("Claim").first().click();
            agent.page
                    .getByLabel("Reject", new Page.GetByLabelOptions().setExact(true))
                    .check();
            agent.press("Complete");

            PlaywrightAssertions.assertThat(agent.page.getByText("Enter a reason."))
                    .isVisible();
            assertThat(agent.page.content()).doesNotContain("ENGINE-", "emailchange.comment");
            assertThat(tasks.createTaskQuery()
                            .taskId(task.getId())
                            .taskAssignee(staff.value().toString())
                            .count())
                    .isOne();

            agent.page.locator("textarea:not([disabled])").last().fill("Nobody answers there");
            agent.button("Complete").press("Enter"); // the notice may lie over the button
            PlaywrightAssertions.assertThat(agent.page
                            .locator("li.task")
                            .filter(new Locator.FilterOptions().setHasText("mona" + DOMAIN)))
                    .hasCount(0);
            assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isZero();
        }
    }

    @BrowserTest
    void anAgentReadsEveryFactOnASmallScreenAndTheyAreOfNow() {
        var task = reviewTask("maria.with.a.long.name.in.front.of");
        var staff = staff("rosa", Role.SUPPORT);
        try (var agent = new Person(base, new Browser.NewContextOptions().setViewportSize(1366, 768))) {
            agent.signIn("rosa" + DOMAIN);
            var card = agent.page.locator("li.task").filter(new Locator.FilterOptions().setHasText("maria.with"));
            for (var value : List.of("maria.with.a.long.name.in.front.of" + DOMAIN, "new-maria")) {
                var shown = card.locator(".variable-value")
                        .filter(new Locator.FilterOptions().setHasText(value))
                        .first();
                assertThat(shown.evaluate(
                                "e => e.scrollWidth <= e.clientWidth || getComputedStyle(e).overflow === 'visible'"))
                        .as("cut: " + value)
                        .isEqualTo(true);
            }
            card.click();
            // before it is claimed: the facts are text, and the link works by keyboard
            PlaywrightAssertions.assertThat(fact(agent, "Proofs so far")).containsText("Old address: no answer yet");
            PlaywrightAssertions.assertThat(fact(agent, "Is the new address free?"))
                    .containsText("Yes");
            var faults = new AxeBuilder(agent.page)
                    .include(List.of(".fjs-container"))
                    .analyze()
                    .getViolations();
            assertThat(faults).isEmpty();
            assertThat(agent.page.evaluate("""
                            () => [...document.querySelectorAll('.fjs-container label, .fjs-container label *')]
                                .filter(label => label.scrollWidth > label.clientWidth
                                    && getComputedStyle(label).overflowX !== 'visible')
                                .map(label => label.textContent)""")).as("labels that are cut").isEqualTo(List.of());
            var link = agent.page
                    .locator(".fjs-container")
                    .getByRole(
                            AriaRole.LINK,
                            new Locator.GetByRoleOptions()
                                    .setName("Open the case page")
                                    .setExact(true));
            var page = agent.page.waitForPopup(() -> link.press("Enter"));
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("maria.with");
            page.close();

            // what another module does to the new address is seen when the form is opened again
            var invitee = "new-maria.with.a.long.name.in.front.of" + DOMAIN;
            var globex = people.vendor("Globex", "globex" + DOMAIN);
            customers.add(
                    globex.id(), new NewCustomer("Other", invitee, null, "A", true, null, null, null), globex.admin());
            changes.confirmOld(EmailChangeId.of(businessKey(task)));
            agent.page.reload();
            PlaywrightAssertions.assertThat(fact(agent, "Proofs so far")).containsText("Old address: said yes");
            PlaywrightAssertions.assertThat(fact(agent, "Is the new address free?"))
                    .containsText("An open invitation was sent to the new address.");

            agent.button("Claim").first().click();
            for (var control : List.of(
                    agent.page.getByLabel("Approve", new Page.GetByLabelOptions().setExact(true)),
                    agent.page.getByLabel("Reject", new Page.GetByLabelOptions().setExact(true)),
                    agent.page.locator("textarea:not([disabled])").last(),
                    agent.button("Complete"))) {
                PlaywrightAssertions.assertThat(control).isInViewport();
            }
            agent.page
                    .getByLabel("Approve", new Page.GetByLabelOptions().setExact(true))
                    .check();
            agent.press("Complete");
            PlaywrightAssertions.assertThat(agent.page.getByText("The new address is not free; the form shows why."))
                    .isVisible();
            assertThat(tasks.createTaskQuery()
                            .taskId(task.getId())
                            .taskAssignee(staff.value().toString())
                            .count())
                    .isOne();
        }
    }

    /** What the form shows beside this word of its list of facts. */
    private static Locator fact(Person agent, String name) {
        return agent.page.locator("dl.case-facts dt:text-is('" + name + "') + dd");
    }

    private String businessKey(Task task) {
        return runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
    }

    @BrowserTest
    void cockpitShowsAndSuspendsAnInstanceForTheProcessOwner() {
        var task = reviewTask("paul");
        staff("olga", Role.PROCESS_OWNER);
        try (var owner = new Person(base)) {
            var refused = watch(owner);
            owner.signIn("olga" + DOMAIN);
            owner.open("/camunda/app/cockpit/default/#/processes");
            PlaywrightAssertions.assertThat(owner.page
                            .getByText("Customer onboarding")
                            .or(owner.page.getByText("customer-onboarding"))
                            .first())
                    .isVisible();
            owner.open("/camunda/app/cockpit/default/#/process-instance/" + task.getProcessInstanceId() + "/runtime");
            PlaywrightAssertions.assertThat(
                            owner.page.getByText(task.getProcessInstanceId()).first())
                    .isVisible();
            for (var tab : List.of("Variables", "Incidents", "User Tasks", "Jobs")) {
                owner.page
                        .getByText(tab, new Page.GetByTextOptions().setExact(true))
                        .first()
                        .click();
            }
            owner.page.locator("[class*=glyphicon-pause]").first().click();
            owner.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Suspend"))
                    .last()
                    .click();
            PlaywrightAssertions.assertThat(owner.page
                            .getByText("Suspension State Updated")
                            .or(owner.page.getByText("has been suspended"))
                            .or(owner.page.getByText("Finished"))
                            .first())
                    .isVisible();
            assertThat(tasks.createTaskQuery().taskId(task.getId()).suspended().count())
                    .isOne();
            assertThat(refused).isEmpty();
        }
    }

    @BrowserTest
    void administratorsReadInEachApplication() {
        staff("adam", Role.ADMIN);
        try (var admin = new Person(base)) {
            var refused = watch(admin);
            admin.signIn("adam" + DOMAIN);
            for (var page : List.of(
                    "/camunda/app/admin/default/#/users",
                    "/camunda/app/admin/default/#/groups",
                    "/camunda/app/admin/default/#/authorization?resource=0",
                    "/camunda/app/admin/default/#/system?section=system-settings-general",
                    "/camunda/app/cockpit/default/#/dashboard",
                    "/camunda/app/cockpit/default/#/repository",
                    "/camunda/app/cockpit/default/#/batch",
                    "/camunda/app/cockpit/default/#/tasks",
                    "/camunda/app/tasklist/default/#/")) {
                admin.open(page);
                admin.page.waitForLoadState(LoadState.NETWORKIDLE);
            }
            assertThat(refused).isEmpty();
        }
    }

    /** What the server refuses while this person works. */
    private static List<String> watch(Person person) {
        var refused = new CopyOnWriteArrayList<String>();
        person.page.onResponse(answer -> {
            if (answer.status() >= 400) {
                refused.add(answer.status() + " " + answer.request().method() + " " + answer.url());
            }
        });
        return refused;
    }

    private AccountId staff(String name, Role role) {
        return accounts.openStaff(new EmailAddress(name + DOMAIN), "Agent " + name, role, Locale.ENGLISH, People.HASH);
    }

    private Task reviewTask(String name) {
        var vendor = people.vendor("Acme " + name, "vendor-" + name + DOMAIN);
        var company = people.company(vendor, "Initech " + name, name + DOMAIN);
        var id = changes.request(new NewEmailChange(
                new EmailAddress(company.email()),
                new EmailAddress("new-" + company.email()),
                "New domain",
                ChangeSource.SIGNED_IN,
                company.manager(),
                Locale.ENGLISH));
        return tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).singleResult();
    }
}
