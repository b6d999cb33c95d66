package com.partsportal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import com.partsportal.testing.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Somebody with a browser of their own: cookies, one page, and an eye on what the browser complains about. */
final class Person implements AutoCloseable {

    /** A busy machine takes its time; a test that succeeds does not wait for this. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    }

    /** What a page asks for by itself. */
    private static final Set<String> FILES = Set.of("script", "stylesheet", "font", "image");

    /** Password fields without the login's name beside them, which password managers need. */
    private static final String NAMELESS = """
            () => [...document.querySelectorAll('main input[type=password]')]
              .filter(field => !field.form?.querySelector('[autocomplete~=username]'))
              .map(field => 'no username beside ' + field.id)""";

    /** The rules whose outcome changes with the light. */
    private static final List<String> OF_THE_LIGHT = List.of("color-contrast", "link-in-text-block");

    /**
     * Looks with these rules, or with all. An email in its sandboxed frame runs no script, not even the one that looks for
     * faults: it would be awaited for ever.
     */
    private static final String LOOK = """
            rules => axe.run({ exclude: [['iframe[sandbox]']] }, {
              resultTypes: ['violations'], iframes: false,
              ...(rules.length ? { runOnly: { type: 'rule', values: rules } } : {})
            }).then(found => found.violations.map(fault => fault.id + ' ' + fault.nodes.map(node => node.html).join(' | ')))""";

    private final BrowserContext context;
    private final String base;
    private final List<String> refusals = new ArrayList<>();
    final Page page;

    Person(String base) {
        this(base, new Browser.NewContextOptions());
    }

    /** @param options such as a browser without scripts, or a phone */
    Person(String base, Browser.NewContextOptions options) {
        this(base, options, "en-US");
    }

    /** @param language what the browser asks for */
    Person(String base, Browser.NewContextOptions options, String language) {
        this.base = base;
        this.context =
                Chromium.browser().newContext(options.setLocale(language).setReducedMotion(ReducedMotion.REDUCE));
        this.context.setDefaultTimeout(PATIENCE.toMillis());
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                refusals.add(message.text());
            }
        });
        page.onPageError(refusals::add);
        page.onResponse(answer -> {
            if (answer.status() >= 400 && FILES.contains(answer.request().resourceType())) {
                refusals.add(answer.status() + " " + answer.url());
            }
        });
    }

    static Person withoutScripts(String base) {
        return new Person(base, new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    Response open(String address) {
        return page.navigate(address.startsWith("http") ? address : base + address);
    }

    void signIn(String email) {
        open("/login");
        fill("Email", email);
        fill("Password", People.PASSWORD);
        submit("Sign in");
    }

    /** Signs in on a page of whatever language. */
    void signInWith(String email) {
        open("/login");
        page.fill("#email", email);
        page.fill("#password", People.PASSWORD);
        page.waitForNavigation(
                () -> page.locator("main form button[type=submit]").first().click());
    }

    void fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    /** Presses and waits until the page that it leads to is read: a click only waits until its answer begins. */
    void press(String button) {
        button(button).click();
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
    }

    /** Presses and waits until the server has answered: going on earlier would cancel the request. */
    void submit(String button) {
        page.waitForResponse(answer -> answer.request().method().equals("POST"), () -> press(button));
    }

    /** Waits until the focus is there, which the page's script sets after the page is shown. */
    void isAt(String id) {
        page.waitForFunction("id => document.activeElement.id === id", id);
    }

    /** Waits until the page says all of it. */
    void sees(String... words) {
        for (var expected : words) {
            PlaywrightAssertions.assertThat(page.locator("main"))
                    .containsText(expected, new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
        }
    }

    /** Opens the menu whose summary is called so. */
    void menu(String name) {
        page.locator("summary[aria-label=\"" + name + "\"]").click();
    }

    /** Opens the menu of the person's own account. */
    void account() {
        page.locator("summary.account").click();
    }

    void signOut() {
        account();
        press("Sign out");
    }

    /** Acts for another of one's vendors and companies. */
    void switchTo(String organisation) {
        account();
        page.locator(".menu-item[name=organisation]")
                .filter(new Locator.FilterOptions().setHasText(organisation))
                .click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    String text() {
        return page.locator("main").innerText();
    }

    String path() {
        return page.url().substring(base.length());
    }

    /** No fault, not even a small one, for people who see or hear or type otherwise, in the light and in the dark, and nothing refused by the page's policy. */
    void findsNoFault() {
        assertThat(faults()).as(path()).isEmpty();
        assertThat(refusals).as("complaints of the browser").isEmpty();
        assertThat(page.locator("h1").count())
                .as("headings of the first order on " + path())
                .isEqualTo(1);
    }

    /** Every finding of axe on this page, in the light and in the dark, and of our own rules. */
    List<String> faults() {
        if (!(Boolean) page.evaluate("typeof axe !== 'undefined'")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        var faults = new ArrayList<String>();
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            ((List<?>) page.evaluate(LOOK, scheme == ColorScheme.LIGHT ? List.of() : OF_THE_LIGHT))
                    .forEach(fault -> faults.add(path() + " " + scheme + " " + fault));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        ((List<?>) page.evaluate(NAMELESS)).forEach(fault -> faults.add(path() + " " + fault));
        return faults;
    }

    /** What the browser refused or stumbled over. */
    List<String> complaints() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        context.close();
    }
}
