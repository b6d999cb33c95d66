package com.partsportal.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The process owner finds in Cockpit what has ended, how, and how long it took, and the customer that an instance is about. */
@PortalTest
@LastStarted
class CockpitHistoryJourneyTests {

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Customers customers;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Jobs jobs;

    @Value("${portal.base-url}")
    String base;

    private final String number = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private TestVendor vendor;

    @BrowserTest
    void finishedInstancesTheirHistoryAndTheCountsOnTheDiagram() {
        vendor = people.vendor("Acme " + number, "admin-" + number + "@cockpit.example");
        var ended = invite("Ended <b>" + number);
        var running = invite("Running " + number);
        jobs.runDue();
        customers.revoke(vendor.id(), ended, null, vendor.admin());
        jobs.runDue();
        var email = "olga-" + number + "@cockpit.example";
        accounts.openStaff(new EmailAddress(email), "Olga Owner", Role.PROCESS_OWNER, Locale.ENGLISH, People.HASH);
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("customer-onboarding")
                .latestVersion()
                .singleResult()
                .getId();
        try (var owner = new Person(base)) {
            watch(owner.page);
            owner.signIn(email);
            owner.open("/camunda/app/cockpit/default/#/process-definition/" + definition + "/runtime");
            assertThat(owner.page.locator(".portal-counts .is-running").first()).isVisible();
            assertThat(owner.page.locator("[data-container-id=invitationRevoked] .portal-counts .is-finished"))
                    .hasText("1");
            tab(owner.page);
            assertThat(row(owner.page, "Running")).hasCount(0);
            assertThat(row(owner.page, "Ended <b>" + number)).containsText("Revoked");
            assertThat(owner.page.getByText("Median")).isVisible();

            owner.page.getByLabel("How it ended").selectOption("Expired");
            owner.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply"))
                    .click();
            assertThat(owner.page.getByText("Nothing to show.")).isVisible();
            owner.page.getByLabel("How it ended").selectOption("Revoked");
            owner.page.getByLabel("Business key").fill(ended.toString());
            owner.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply"))
                    .click();
            row(owner.page, number)
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Details"))
                    .click();
            assertThat(owner.page.locator(".portal-history tbody")).containsText("Invited");
            assertThat(owner.page.locator(".portal-history tbody tr").last()).containsText("Revoked");

            owner.open("/camunda/app/cockpit/default/#/process-instance/" + instance(running) + "/runtime");
            tab(owner.page);
            assertThat(owner.page.locator(".portal-history tbody")).containsText("Invited");
            owner.page
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Running " + number))
                    .click();
            assertThat(owner.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .containsText("Running " + number);
            assertThat(faults).isEmpty();
        }
    }

    private CustomerId invite(String name) {
        return customers.add(
                vendor.id(),
                new NewCustomer(name, UUID.randomUUID() + "@cockpit.example", null, "A", true, null, null, null),
                vendor.admin());
    }

    private String instance(CustomerId customer) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer.toString())
                .singleResult()
                .getId();
    }

    private static void tab(Page page) {
        page.locator("[cam-tabs] a, .nav-tabs a")
                .filter(new Locator.FilterOptions().setHasText("History"))
                .first()
                .click();
    }

    private static Locator row(Page page, String text) {
        return page.locator(".portal-history tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** What the server refuses and what scripts complain about. */
    private void watch(Page page) {
        page.onResponse(answer -> {
            if (answer.status() >= 400) {
                faults.add(answer.status() + " " + answer.request().method() + " " + answer.url());
            }
        });
        page.onPageError(faults::add);
    }
}
