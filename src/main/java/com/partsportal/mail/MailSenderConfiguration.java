package com.partsportal.mail;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.util.StringUtils;

/** The portal's mail sender. Any other {@link JavaMailSender} bean in the context replaces it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailSenderConfiguration {

    @Bean
    @Fallback
    @Lazy
    JavaMailSender mailSender(MailProperties server, MailSettings settings, ObjectProvider<SslBundles> bundles) {
        var bundle = server.getSsl().getBundle();
        var tls = StringUtils.hasText(bundle)
                ? bundles.getObject().getBundle(bundle).createSslContext().getSocketFactory()
                : null;
        return new SmtpMailSender(server, settings, tls);
    }
}
