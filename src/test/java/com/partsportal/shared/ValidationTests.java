package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.validation.MessageInterpolatorFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** A command with typed texts: each fault becomes a field's error with its own words, in the reader's language. */
class ValidationTests {

    record Command(
            @PlainName String companyName,
            @ValidEmail String email,
            @ValidPhone @Nullable String phone,
            @PlainName(max = 5, optional = true) @Nullable String nickname) {}

    private static final LocalValidatorFactoryBean VALIDATOR = new LocalValidatorFactoryBean();

    @BeforeAll
    static void startAsBootDoes() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/shared");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        VALIDATOR.setMessageInterpolator(new MessageInterpolatorFactory(messages).getObject());
        var hiddenValidators = new StaticApplicationContext();
        hiddenValidators.refresh();
        VALIDATOR.setApplicationContext(hiddenValidators);
        VALIDATOR.afterPropertiesSet();
    }

    @AfterAll
    static void stop() {
        VALIDATOR.close();
    }

    @AfterEach
    void resetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void goodTextsHaveNoErrors() {
        assertThat(check(new Command("Borg Inc", "Kim@Borg.example", "(415) 555-2671", "Kim"))
                        .hasErrors())
                .isFalse();
        assertThat(check(new Command("${7*7}", "kim@borg.example", null, " ")).hasErrors())
                .isFalse();
    }

    @Test
    void eachFaultHasItsMessage() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        var errors = check(new Command("see www.evil.test", "jörg@borg.example", "call me", "too long"));

        assertThat(message(errors, "companyName")).isEqualTo("A name must not contain a link.");
        assertThat(message(errors, "email")).startsWith("The part before the @");
        assertThat(message(errors, "phone")).startsWith("This is not a phone number.");
        assertThat(message(errors, "nickname")).startsWith("This is too long");
    }

    @Test
    void theMessageIsInTheReadersLanguage() {
        LocaleContextHolder.setLocale(Locale.GERMANY);
        assertThat(message(check(new Command("\u202e", "x", null, null)), "email"))
                .startsWith("Das ist keine E-Mail-Adresse.");
    }

    @Test
    void nothingIsAFaultToo() {
        var errors = check(new Command("", null, "", null));
        assertThat(errors.getFieldErrors()).extracting("field").containsExactlyInAnyOrder("companyName", "email");
    }

    private static String message(BindingResult errors, String field) {
        return errors.getFieldError(field).getDefaultMessage();
    }

    private static BindingResult check(Command command) {
        var errors = new BeanPropertyBindingResult(command, "command");
        VALIDATOR.validate(command, errors);
        return errors;
    }
}
