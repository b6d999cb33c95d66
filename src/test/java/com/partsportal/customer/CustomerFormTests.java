package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** What is typed about a new customer, and the names in a process model. */
class CustomerFormTests {

    private static final LocalValidatorFactoryBean VALIDATOR = validator();

    private static LocalValidatorFactoryBean validator() {
        var beans = new StaticApplicationContext();
        beans.getBeanFactory().registerSingleton("clock", Clock.systemUTC());
        beans.refresh();
        var validator = new LocalValidatorFactoryBean();
        validator.setApplicationContext(beans);
        validator.afterPropertiesSet();
        return validator;
    }

    @Test
    void isReadAsANewCustomer() {
        var form = form("Borg Inc", "kim@borg.example", "true", "de", " 14 ", "E-1");
        var errors = new BeanPropertyBindingResult(form, "form");

        var customer = form.customer(VALIDATOR, errors);

        assertThat(errors.hasErrors()).isFalse();
        assertThat(customer.companyName()).isEqualTo("Borg Inc");
        assertThat(customer.email()).isEqualTo("kim@borg.example");
        assertThat(customer.ranking()).isEqualTo("A");
        assertThat(customer.invite()).isTrue();
        assertThat(customer.language()).isEqualTo("de");
        assertThat(customer.validDays()).isEqualTo(14);
        assertThat(customer.externalId()).isEqualTo("E-1");
    }

    @Test
    void whatIsLeftEmptyIsNothing() {
        var form = form("Borg Inc", "kim@borg.example", "false", "", " ", " ");
        var customer = form.customer(VALIDATOR, new BeanPropertyBindingResult(form, "form"));
        assertThat(customer.invite()).isFalse();
        assertThat(customer.language()).isNull();
        assertThat(customer.validDays()).isNull();
        assertThat(customer.externalId()).isNull();
        assertThat(form("Borg Inc", "kim@borg.example", null, null, null, null)
                        .customer(VALIDATOR, new BeanPropertyBindingResult(form, "form"))
                        .validDays())
                .isNull();
    }

    @Test
    void saysWhatIsMissingAndWhatIsNoNumber() {
        var form = form(null, null, null, null, "two", null);
        var errors = new BeanPropertyBindingResult(form, "form");
        form.customer(VALIDATOR, errors);
        assertThat(errors.getFieldError("companyName")).isNotNull();
        assertThat(errors.getFieldError("email")).isNotNull();
        assertThat(errors.getFieldError("validDays").getCode()).isEqualTo("customer.new.validDays.bad");
    }

    private static CustomerForm form(
            @Nullable String company,
            @Nullable String email,
            @Nullable String invite,
            @Nullable String language,
            @Nullable String validDays,
            @Nullable String externalId) {
        return new CustomerForm(company, email, null, "A", invite, language, validDays, null, externalId);
    }

    @Test
    void elementsOfAModelHaveTheirLabels() {
        var names = ProcessNames.of("<definitions><process id='p' name='Process'><task id='send' name='Send'/>"
                + "<subProcess id='s' name='Sub'><task id='remind' name='Remind'/></subProcess>"
                + "<task id='unnamed'/><task name='without id'/></process></definitions>");
        assertThat(names)
                .containsOnlyKeys("send", "remind")
                .containsEntry("send", "Send")
                .containsEntry("remind", "Remind");
        assertThatThrownBy(() -> ProcessNames.of("<definitions>")).isInstanceOf(IllegalStateException.class);
    }
}
