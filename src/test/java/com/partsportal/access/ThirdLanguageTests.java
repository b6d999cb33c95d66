package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.partsportal.testing.Mailbox;
import com.partsportal.testing.TestDatabases;
import com.partsportal.testing.TestMailServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A third language is files on the class path and nothing else: a portal of its own process that finds Esperanto there offers
 * and speaks it everywhere. Each made-up text is the English one with a sign in front.
 */
@Tag("portal")
class ThirdLanguageTests {

    private static final String SIGN = "¤ ";
    private static final String PASSWORD = "parts-portal-demo";
    private static final String STAFF_APPS = "META-INF/resources/webjars/camunda/app/";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private String base;
    private Process portal;

    @BeforeEach
    void start() throws Exception {
        writeTexts();
        var port = freePort();
        base = "http://localhost:" + port;
        var program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx500m",
                "-cp",
                folder + File.pathSeparator + withoutTests(),
                "com.partsportal.PartsPortalApplication");
        program.environment()
                .putAll(Map.of(
                        "SPRING_PROFILES_ACTIVE",
                        "demo",
                        "SPRING_DATASOURCE_URL",
                        TestDatabases.fresh(),
                        "SPRING_DATASOURCE_USERNAME",
                        "postgres",
                        "SPRING_DATASOURCE_PASSWORD",
                        "",
                        "SPRING_MAIL_HOST",
                        "127.0.0.1",
                        "SPRING_MAIL_PORT",
                        Integer.toString(TestMailServer.get().getSmtp().getPort()),
                        "SERVER_PORT",
                        Integer.toString(port)));
        portal = program.redirectErrorStream(true)
                .redirectOutput(folder.resolve("portal.log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(this::isReady);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (portal != null) {
            portal.destroyForcibly().waitFor();
        }
    }

    @Test
    void isOfferedAndSpokenByPagesEmailsProcessPictureAndStaffsApplications() throws Exception {
        var login = get(new Browser(base), "/login");
        assertThat(login).contains("<html lang=\"eo\"", SIGN + "Sign in");

        var vendor = new Browser(base);
        vendor.signIn("vendor@acme.example", PASSWORD);
        var list = get(vendor, "/vendor/customers");
        assertThat(list).contains("lang=\"eo\"", ">" + SIGN + "Customer Onboarding<", "value=\"eo\"", ">esperanto<");
        for (var path : List.of("/vendor/customers/new", "/vendor/settings", "/vendor/insights")) {
            assertThat(get(vendor, path)).as(path).contains("<option value=\"eo\"");
        }
        var customer = invite();
        assertThat(get(vendor, "/vendor/customers/" + customer + "/diagram")).contains("name=\\\"" + SIGN + "Send");
        var mail = new Mailbox(TestMailServer.get()).await("ludoviko@third.example", "invitation");
        assertThat(mail.subject()).startsWith(SIGN);
        assertThat(mail.html()).contains("lang=\"eo\"");

        var support = new Browser(base);
        support.signIn("support@portal.example", PASSWORD);
        assertThat(get(support, "/camunda/app/tasklist/scripts/config.js"))
                .contains("availableLocales: ['de', 'en', 'eo'], fallbackLocale: 'en'");
        var owner = new Browser(base);
        owner.signIn("owner@portal.example", PASSWORD);
        assertThat(get(owner, "/camunda/app/cockpit/scripts/config.js"))
                .as("an application without a file of texts")
                .contains("availableLocales: ['de', 'en'], fallbackLocale: 'en'");
    }

    private String get(Browser browser, String path) {
        var answer = browser.get(path, "Accept-Language", "eo");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** @return the customer's id */
    private String invite() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v1/customers"))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                ("vendor@acme.example:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("""
                        {"companyName": "Zamenhof", "email": "ludoviko@third.example", "ranking": "A", "invite": true, "language": "eo"}"""))
                .build();
        var answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }

    /** The English texts with a sign, and Tasklist's. */
    private void writeTexts() throws IOException {
        var messages = Files.createDirectories(folder.resolve("messages"));
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties")) {
            var name = String.valueOf(file.getFilename());
            if (name.contains("_")) {
                continue;
            }
            var texts = new Properties();
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
            texts.replaceAll((key, text) -> SIGN + text);
            try (var writer =
                    Files.newBufferedWriter(messages.resolve(name.replace(".properties", "_eo.properties")))) {
                texts.store(writer, null);
            }
        }
        var tasklist = Files.createDirectories(folder.resolve(STAFF_APPS + "tasklist/locales"));
        try (var english = ThirdLanguageTests.class
                .getClassLoader()
                .getResourceAsStream(STAFF_APPS + "tasklist/locales/en.json")) {
            Files.write(tasklist.resolve("eo.json"), english.readAllBytes());
        }
    }

    private static String withoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private boolean isReady() throws InterruptedException {
        assertThat(portal.isAlive()).as(this::log).isTrue();
        try {
            var request = HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            var lines = new ArrayList<>(Files.readAllLines(folder.resolve("portal.log")));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "no log";
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
