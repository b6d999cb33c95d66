package com.partsportal.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.partsportal.dev.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Gives a test's context its database, mail server, address, clock and the beans of this package. */
class PortalContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        var earlier = testClass.getAnnotation(EarlierDatabase.class);
        return new Customizer(earlier == null ? null : earlier.value(), earlier == null ? "" : earlier.name());
    }

    /** Without state, so that equal tests share one context. */
    private record Customizer(@Nullable String copy, String name) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration config) {
            var port = freePort();
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "portal tests",
                            Map.of(
                                    "spring.datasource.url",
                                    copy == null ? TestDatabases.fresh() : TestDatabases.copyOf(copy),
                                    "spring.datasource.username",
                                    "postgres",
                                    "spring.datasource.password",
                                    "",
                                    "spring.mail.host",
                                    "127.0.0.1",
                                    "spring.mail.port",
                                    TestMailServer.get().getSmtp().getPort(),
                                    "server.port",
                                    port,
                                    "portal.base-url",
                                    "http://localhost:" + port,
                                    "portal.shutdown-delay",
                                    "PT0S")));
            var beans = (GenericApplicationContext) context;
            beans.registerBean(MovableClock.class, MovableClock::new, definition -> definition.setPrimary(true));
            beans.registerBean(GreenMail.class, TestMailServer::get, Customizer::keepRunning);
            beans.registerBean(Mailbox.class);
            beans.registerBean(ApiLogins.class);
            beans.registerBean(
                    Jobs.class,
                    () -> new Jobs(
                            context.getBean(ManagementService.class),
                            context.getBean(RuntimeService.class),
                            context.getBean(ProcessEngineConfigurationImpl.class)));
            context.addApplicationListener((ApplicationStartedEvent event) ->
                    context.getBean(Jobs.class).stopBackground());
        }

        private static void keepRunning(BeanDefinition definition) {
            ((AbstractBeanDefinition) definition).setDestroyMethodName("");
        }

        private static int freePort() {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
