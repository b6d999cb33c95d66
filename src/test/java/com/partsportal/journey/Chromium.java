package com.partsportal.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One browser for all journeys of a run: that of the system, or the one that Playwright has downloaded. */
final class Chromium {

    private static final Path OF_THE_SYSTEM = Path.of("/usr/bin/chromium");
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static @Nullable Browser browser;

    private Chromium() {}

    /** For {@link BrowserTest}. */
    static boolean isThere() {
        return Files.isExecutable(OF_THE_SYSTEM)
                || Files.isExecutable(Path.of(PLAYWRIGHT.chromium().executablePath()));
    }

    static Browser browser() {
        if (browser == null) {
            var options = new LaunchOptions()
                    .setArgs(List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync"));
            if (Files.isExecutable(OF_THE_SYSTEM)) {
                options.setExecutablePath(OF_THE_SYSTEM);
            }
            browser = PLAYWRIGHT.chromium().launch(options);
            PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
            Runtime.getRuntime().addShutdownHook(new Thread(Chromium::close));
        }
        return browser;
    }

    private static void close() {
        try {
            PLAYWRIGHT.close();
        } catch (PlaywrightException alreadyGone) {
            // the browser ended by itself
        }
    }
}
