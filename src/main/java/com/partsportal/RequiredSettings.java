package com.partsportal;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Without these settings the portal refuses to start, before anything else is tried, and names all that are missing. */
@Component
class RequiredSettings implements BeanFactoryPostProcessor, EnvironmentAware {

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var missing = new ArrayList<String>();
        require(
                missing,
                "spring.datasource.url",
                "SPRING_DATASOURCE_URL: the database, such as jdbc:postgresql://db.example.com/portal");
        if (sendsBySmtp(beans)) {
            require(missing, "spring.mail.host", "SPRING_MAIL_HOST: the SMTP server, such as smtp.example.com");
        }
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            require(
                    missing,
                    "portal.base-url",
                    "PORTAL_BASE_URL: what links in mails start with, such as https://portal.example.com");
            require(
                    missing,
                    "portal.token-keys",
                    "PORTAL_TOKEN_KEYS: kid:base64 with at least 32 random bytes, the same on every node; "
                            + "for example 2026a:$(openssl rand -base64 32)");
        }
        if (!missing.isEmpty()) {
            throw new MissingSettings(missing);
        }
    }

    /** Whether there is no mail sender besides the portal's own. */
    private static boolean sendsBySmtp(ConfigurableListableBeanFactory beans) {
        return beans.getBeanNamesForType(JavaMailSender.class, true, false).length < 2;
    }

    private void require(List<String> missing, String property, String words) {
        if (!StringUtils.hasText(environment.getProperty(property))) {
            missing.add(words);
        }
    }
}
