package com.partsportal.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One browser for all journeys of a run: that of the system, or the one that Playwright has downloaded. Debian has Chromium without
 * a window as a program of its own, which takes a third of the CPU.
 */
final class Chromium {

    private static final List<Path> OF_THE_SYSTEM =
            List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static @Nullable Browser browser;

    private Chromium() {}

    /** For {@link BrowserTest}. */
    static boolean isThere() {
        return ofTheSystem().isPresent()
                || Files.isExecutable(Path.of(PLAYWRIGHT.chromium().executablePath()));
    }

    private static Optional<Path> ofTheSystem() {
        return OF_THE_SYSTEM.stream().filter(Files::isExecutable).findFirst();
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
            ofTheSystem().ifPresent(options::setExecutablePath);
            browser = PLAYWRIGHT.chromium().launch(options);
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
