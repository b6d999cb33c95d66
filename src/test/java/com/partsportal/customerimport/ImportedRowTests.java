package com.partsportal.customerimport;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.customer.CustomerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of each row of a file. */
class ImportedRowTests {

    @Test
    void aVerdictIsWhatBecameOfTheRow() {
        var customer = new CustomerId(UUID.randomUUID());
        assertThat(row(null, null, null, false).verdict()).isEqualTo("ready");
        assertThat(row(null, null, customer, false).verdict()).isEqualTo("created");
        assertThat(row(null, null, customer, true).verdict()).isEqualTo("created-and-invited");
        assertThat(row("invalid", null, null, false).verdict()).isEqualTo("invalid");
        assertThat(row("invalid", "email.bad", null, false).verdict()).isEqualTo("invalid");
        assertThat(row("duplicate-customer", "customer.duplicate.active", null, false)
                        .verdict())
                .isEqualTo("known-active");
    }

    private static ImportedRow row(
            @Nullable String code, @Nullable String messageKey, @Nullable CustomerId customer, boolean invited) {
        return new ImportedRow(
                2, "Borg", "kim@borg.example", "", "A", "", true, code, null, messageKey, customer, invited, null);
    }
}
