package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** What is typed about a part, and what is read of it. */
class PartFormTests {

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
    void showsAPartAndReadsItBack() {
        var row = new PartRow(
                UUID.randomUUID(),
                "BR-1",
                "A",
                "Bracket",
                "Steel",
                "Zinc",
                LocalDate.of(2026, 1, 2),
                10,
                LocalDate.of(2026, 2, 3),
                20,
                Instant.EPOCH);
        var form = PartForm.of(row);
        assertThat(form.lastQuoted()).isEqualTo("2026-01-02");
        assertThat(form.lastOrderedQuantity()).isEqualTo("20");

        var errors = errors(form);
        var part = form.part(VALIDATOR, errors);

        assertThat(errors.hasErrors()).isFalse();
        assertThat(part)
                .isEqualTo(new NewPart(
                        "BR-1",
                        "A",
                        "Bracket",
                        "Steel",
                        "Zinc",
                        LocalDate.of(2026, 1, 2),
                        10,
                        LocalDate.of(2026, 2, 3),
                        20));
    }

    @Test
    void anEmptyFormLacksNumberAndDescription() {
        var form = PartForm.empty();
        var errors = errors(form);
        form.part(VALIDATOR, errors);
        assertThat(errors.getFieldError("number")).isNotNull();
        assertThat(errors.getFieldError("description")).isNotNull();
        assertThat(errors.getFieldErrors()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "lastQuotedQuantity,many,part.csv.quantity.malformed",
        "lastQuotedQuantity,1000000000,part.csv.quantity.malformed",
        "lastOrderedQuantity,'1.500',part.quantity.meant",
        "lastQuoted,2026-02-30,part.csv.date.malformed",
        "lastOrdered,soon,part.csv.date.malformed"
    })
    void saysWhatCannotBeRead(String field, String typed, String code) {
        var form = with(field, typed);
        var errors = errors(form);
        form.part(VALIDATOR, errors);
        var fault = errors.getFieldError(field);
        assertThat(fault).isNotNull();
        assertThat(fault.getCode()).isEqualTo(code);
        assertThat(errors.getErrorCount()).isEqualTo(1);
    }

    @Test
    void blankIsNothingAndTheLargestNumberIsTaken() {
        var errors = errors(with("lastQuoted", " "));
        assertThat(with("lastQuoted", " ").part(VALIDATOR, errors).lastQuoted()).isNull();
        assertThat(with("lastQuotedQuantity", " ").part(VALIDATOR, errors).lastQuotedQuantity())
                .isNull();
        assertThat(with("lastQuotedQuantity", "999999999")
                        .part(VALIDATOR, errors)
                        .lastQuotedQuantity())
                .isEqualTo(999_999_999);
        assertThat(with("lastQuoted", " 2026-01-02 ").part(VALIDATOR, errors).lastQuoted())
                .isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(errors.hasErrors()).isFalse();
    }

    private static PartForm with(String field, String typed) {
        return new PartForm(
                "BR-1",
                null,
                "Bracket",
                null,
                null,
                field.equals("lastQuoted") ? typed : null,
                field.equals("lastQuotedQuantity") ? typed : null,
                field.equals("lastOrdered") ? typed : null,
                field.equals("lastOrderedQuantity") ? typed : null);
    }

    private static Errors errors(PartForm form) {
        return new BeanPropertyBindingResult(form, "part");
    }
}
