package com.partsportal.dev;

import com.partsportal.PartsPortalApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.StringUtils;

/**
 * {@code mvn spring-boot:test-run}: the portal in profile {@code demo} with nothing installed: PostgreSQL and an SMTP server in or
 * beside this process, the mailbox and the clock at {@code /dev/mailbox}. What it keeps, it keeps under {@code ./data}.
 * {@code SPRING_DATASOURCE_URL} and {@code SPRING_MAIL_HOST} win over what it would start itself.
 */
public final class DevelopmentRun {

    private static @Nullable FileLock lock;

    private DevelopmentRun() {}

    public static void main(String[] args) throws IOException {
        var data = Files.createDirectories(Path.of("data").toAbsolutePath());
        lock = lock(data);
        var application = new SpringApplication(PartsPortalApplication.class, DevelopmentConfiguration.class);
        application.setAdditionalProfiles("demo");
        application.addListeners((ApplicationEnvironmentPreparedEvent event) -> provide(event, data));
        application.addInitializers(DevelopmentRun::leaveOutTests);
        application.run(args);
    }

    /** Database and mail server, unless they are given. */
    private static void provide(ApplicationEnvironmentPreparedEvent event, Path data) {
        var environment = event.getEnvironment();
        Map<String, Object> provided = new HashMap<>();
        provided.put("portal.dev.data", data.toString());
        provided.put("portal.shutdown-delay", "PT0S");
        // of the library that the tests' provider of single sign-on is made of
        provided.put("spring.autoconfigure.exclude", OAuth2AuthorizationServerJwtAutoConfiguration.class.getName());
        if (!StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            provided.put("spring.datasource.url", DevelopmentDatabase.start(data));
            provided.put("spring.datasource.username", "postgres");
            provided.put("spring.datasource.password", "");
        }
        if (!StringUtils.hasText(environment.getProperty("spring.mail.host"))) {
            provided.put("portal.dev.mail-server", true);
            provided.put("spring.mail.host", "127.0.0.1");
            provided.put("spring.mail.port", DevelopmentMailServer.freePort());
        }
        environment.getPropertySources().addFirst(new MapPropertySource("development run", provided));
    }

    /** The classes of the tests are on the class path too: none of them belongs to the application by being found there. */
    public static void leaveOutTests(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("notOfTheTests", new TypeExcludeFilter() {
            @Override
            public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
                return reader.getResource().getURL().getPath().contains("/test-classes/");
            }

            @Override
            public boolean equals(Object other) {
                return other != null && getClass() == other.getClass();
            }

            @Override
            public int hashCode() {
                return getClass().hashCode();
            }
        });
    }

    private static FileLock lock(Path data) throws IOException {
        var held = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .tryLock();
        if (held == null) {
            throw new UncheckedIOException(
                    new IOException(data + " is in use: the portal is running from this directory already"));
        }
        return held;
    }
}
