package com.partsportal.customerimport;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** An invited contact is not called a customer. */
    @ParameterizedTest
    @CsvSource({
        "DRAFT, draft",
        "INVITED, already invited",
        "ACTIVE, already a customer",
        "DEACTIVATED, already a customer",
        "EXPIRED, invited before",
        "DECLINED, invited before",
        "REVOKED, invited before"
    })
    void aKnownAddressIsNamedByItsState(CustomerStatus status, String badge) throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages/customerimport.properties"))) {
            texts.load(reader);
        }
        var row = row("duplicate-customer", status.duplicateKey(), null, false);

        assertThat(texts.getProperty("customerimport.code." + row.verdict())).isEqualTo(badge);
    }

    private static ImportedRow row(
            @Nullable String code, @Nullable String messageKey, @Nullable CustomerId customer, boolean invited) {
        return new ImportedRow(
                2, "Borg", "kim@borg.example", "", "A", "", true, code, null, messageKey, customer, invited, null);
    }
}
