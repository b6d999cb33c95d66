package com.partsportal.dev;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.PortalContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/**
 * Makes the pictures of the README anew, from the real pages with the demo's data: {@code mvn test -Dtest=Screenshots}. Its name
 * keeps it out of {@code mvn verify}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@PortalContext
@ActiveProfiles({"test", "demo"})
class Screenshots {

    private static final Path PICTURES = Path.of("src/docs");
    private static final Path BPMN_JS = Path.of("src/main/resources/static/vendor/bpmn-js/18.31.1");

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Value("${portal.base-url}")
    String portal;

    @Test
    void ofTheWholeStory() throws IOException {
        Files.createDirectories(PICTURES);
        jobs.startBackground();
        try (var playwright = Playwright.create();
                var browser = launch(playwright)) {
            process(browser);

            var vendor = page(browser, 1280, 800);
            signIn(vendor, "vendor@acme.example");
            vendor.navigate(portal + "/vendor/customers/new");
            vendor.getByLabel("Company name").fill("Borg Inc");
            vendor.getByLabel("Primary contact email").fill("kim@borg.example");
            vendor.getByLabel("Ranking", new GetByLabelOptions().setExact(false))
                    .selectOption("A");
            button(vendor, "Save and Invite").click();
            var mail = mailbox.await("kim@borg.example", "invitation");
            vendor.waitForTimeout(1500);
            vendor.reload();
            vendor.getByText("Show the process").click();
            vendor.locator(".diagram-canvas svg").first().waitFor();
            shoot(vendor, "customer", true);
            vendor.navigate(portal + "/vendor/customers");
            shoot(vendor, "customers", false);

            var mailPage = page(browser, 720, 900);
            mailPage.setContent(mail.html());
            shoot(mailPage, "mail", true);

            var contact = page(browser, 1280, 800);
            contact.navigate(mail.link());
            shoot(contact, "invitation", true);
            contact.getByLabel("Your name").fill("Kim Borg");
            contact.getByLabel("Password").first().fill("a violet tractor hums");
            contact.getByRole(AriaRole.CHECKBOX).check();
            button(contact, "Accept invitation").click();
            contact.waitForURL("**/portal");
            shoot(contact, "portal", false);
        }
    }

    @Test
    void ofTheCustomersSide() {
        try (var playwright = Playwright.create();
                var browser = launch(playwright)) {
            var manager = page(browser, 1280, 800);
            signIn(manager, "manager@initech.example");
            manager.navigate(portal + "/portal/parts");
            shoot(manager, "parts", false);
            manager.navigate(portal + "/portal/rfqs");
            manager.getByText("RFQ-1001").click();
            shoot(manager, "rfq", true);
            manager.navigate(portal + "/portal/users");
            shoot(manager, "users", false);
        }
    }

    @Test
    void ofCockpit() {
        jobs.startBackground();
        try (var playwright = Playwright.create();
                var browser = launch(playwright)) {
            var owner = page(browser, 1280, 800);
            signIn(owner, "owner@portal.example");
            owner.navigate(portal + "/camunda/app/cockpit/default/#/processes");
            owner.getByText("Customer onboarding", new Page.GetByTextOptions().setExact(false))
                    .first()
                    .click();
            owner.locator(".djs-container svg").first().waitFor();
            owner.waitForTimeout(3000);
            shoot(owner, "cockpit", false);
        }
    }

    private static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium-headless-shell"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    /** The model itself, drawn by the same viewer as on the customer's page. */
    private static void process(Browser browser) throws IOException {
        var page = page(browser, 1600, 760);
        page.setContent(
                "<!DOCTYPE html><style>body{margin:0;background:#fff}#canvas{width:1600px;height:760px}</style><div id='canvas'></div>");
        page.addStyleTag(new Page.AddStyleTagOptions().setPath(BPMN_JS.resolve("diagram-js.css")));
        page.addStyleTag(new Page.AddStyleTagOptions().setPath(BPMN_JS.resolve("bpmn-js.css")));
        page.addScriptTag(
                new Page.AddScriptTagOptions().setPath(BPMN_JS.resolve("bpmn-navigated-viewer.production.min.js")));
        page.evaluate(
                "async xml => { const viewer = new BpmnJS({container: '#canvas'}); await viewer.importXML(xml); viewer.get('canvas').zoom('fit-viewport', 'auto'); }",
                Files.readString(Path.of("processes/customer-onboarding.bpmn")));
        shoot(page, "process", false);
    }

    private void signIn(Page page, String login) {
        page.navigate(portal + "/login");
        page.getByLabel("Email").fill(login);
        page.getByLabel("Password").first().fill("parts-portal-demo");
        button(page, "Sign in").click();
        page.waitForURL(url -> !url.contains("/login"));
    }

    private static Locator button(Page page, String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page page(Browser browser, int width, int height) {
        return browser.newContext(
                        new NewContextOptions().setViewportSize(width, height).setLocale("en-GB"))
                .newPage();
    }

    private static void shoot(Page page, String name, boolean whole) {
        page.evaluate("scrollTo(0, 0)");
        page.waitForTimeout(400);
        page.screenshot(
                new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(whole));
    }
}
