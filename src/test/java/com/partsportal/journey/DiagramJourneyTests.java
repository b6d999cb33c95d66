package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.emailchange.ChangeSource;
import com.partsportal.emailchange.EmailChanges;
import com.partsportal.emailchange.NewEmailChange;
import com.partsportal.process.SupportTasks;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The models as Cockpit and Tasklist draw them on a screen of 1440 pixels: every text is legible, and none lies over a line. */
@PortalTest
@LastStarted
class DiagramJourneyTests {

    private static final String DOMAIN = "@diagram-journey.example";

    /** The four collapsed sub-processes. */
    private static final int PARTS = 4;

    /** The height of the smallest text of what is shown now is at least 10 pixels; the names of pools are turned. */
    private static final String LEGIBLE = """
            () => {
              const size = text => {
                const matrix = text.getScreenCTM();
                return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(matrix.a, matrix.b);
              };
              const shown = [...document.querySelectorAll('.djs-container svg text')]
                  .filter(text => text.getBoundingClientRect().width > 0);
              return shown.length > 2 && shown.every(text => size(text) >= 10);
            }""";

    /** The texts of what is shown now that lie over another one, or over a line that is not their own. */
    private static final String OVERLAPS = """
            () => {
              const owner = node => node.closest('[data-element-id]').getAttribute('data-element-id');
              const drawn = node => node.getBoundingClientRect().width > 0;
              const texts = [...document.querySelectorAll('.djs-container svg .djs-visual text tspan')]
                  .filter(text => text.textContent.trim() && drawn(text))
                  .map(text => {
                    const box = text.getBoundingClientRect();
                    const inset = { x: 1, y: box.height / 6 };
                    return { said: text.textContent.trim(), owner: owner(text), left: box.left + inset.x,
                      right: box.right - inset.x, top: box.top + inset.y, bottom: box.bottom - inset.y };
                  });
              const over = new Set();
              texts.forEach((one, index) => texts.slice(index + 1)
                  .filter(other => one.owner !== other.owner && one.left < other.right && other.left < one.right
                    && one.top < other.bottom && other.top < one.bottom)
                  .forEach(other => over.add(one.said + ' over ' + other.said)));
              for (const line of document.querySelectorAll(
                  '.djs-container svg .djs-visual > :is(path, rect, circle, polygon, polyline)')) {
                if (!drawn(line) || getComputedStyle(line).stroke === 'none') {
                  continue;
                }
                const matrix = line.getScreenCTM();
                for (let at = 0; at <= line.getTotalLength(); at += 2) {
                  const point = line.getPointAtLength(at).matrixTransform(matrix);
                  texts.filter(text => text.owner !== owner(line) && point.x > text.left && point.x < text.right
                        && point.y > text.top && point.y < text.bottom)
                      .forEach(text => over.add(text.said + ' over ' + owner(line)));
                }
              }
              return [...over];
            }""";

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    EmailChanges changes;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Value("${portal.base-url}")
    String base;

    @BrowserTest
    void everyModelIsLegibleInCockpit() {
        staff("otto", Role.PROCESS_OWNER);
        try (var owner = new Person(base, new Browser.NewContextOptions().setViewportSize(1440, 900))) {
            owner.signIn("otto" + DOMAIN);
            for (var definition : repository
                    .createProcessDefinitionQuery()
                    .latestVersion()
                    .orderByProcessDefinitionKey()
                    .asc()
                    .list()) {
                owner.open("/camunda/app/cockpit/default/#/process-definition/" + definition.getId() + "/runtime");
                assertLegible(owner, definition.getKey());
                if (definition.getKey().equals(SupportTasks.EMAIL_CHANGE)) {
                    assertPartsLegible(owner);
                }
            }
        }
    }

    @BrowserTest
    void eachPartOfAnEmailChangeIsLegibleInTasklist() {
        staff("tom", Role.SUPPORT);
        var vendor = people.vendor("Acme", "vendor" + DOMAIN);
        var company = people.company(vendor, "Initech", "tina" + DOMAIN);
        var id = changes.request(new NewEmailChange(
                new EmailAddress(company.email()),
                new EmailAddress("new-" + company.email()),
                "New domain",
                ChangeSource.SIGNED_IN,
                company.manager(),
                Locale.ENGLISH));
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .singleResult();
        try (var agent = new Person(base, new Browser.NewContextOptions().setViewportSize(1440, 900))) {
            agent.signIn("tom" + DOMAIN);
            agent.open("/camunda/app/tasklist/default/#/?task=" + task.getId() + "&detailsTab=task-detail-diagram");
            assertLegible(agent, "the part of the task");
            agent.page.locator(".bjs-breadcrumbs a").first().click();
            assertLegible(agent, SupportTasks.EMAIL_CHANGE);
            assertPartsLegible(agent);
        }
    }

    private static void assertPartsLegible(Person person) {
        var parts = person.page.locator(".bjs-drilldown");
        PlaywrightAssertions.assertThat(parts).hasCount(PARTS);
        for (var part = 0; part < PARTS; part++) {
            parts.nth(part).click();
            assertLegible(person, "part " + part);
            person.page.locator(".bjs-breadcrumbs a").first().click();
        }
    }

    private static void assertLegible(Person person, String model) {
        person.page.waitForFunction(LEGIBLE);
        assertThat(person.page.evaluate(OVERLAPS)).as(model).isEqualTo(List.of());
    }

    private void staff(String name, Role role) {
        accounts.openStaff(new EmailAddress(name + DOMAIN), "Agent " + name, role, Locale.ENGLISH, People.HASH);
    }
}
