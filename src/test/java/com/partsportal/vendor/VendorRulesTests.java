package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.CsvDelimiter;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vendor's settings and rankings, without a database. */
class VendorRulesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void beginsWithDefaults() {
        var id = UUID.randomUUID();
        assertThat(new Vendor(id, "Acme", NOW).row())
                .isEqualTo(new VendorRow(
                        new VendorId(id),
                        "Acme",
                        Locale.ENGLISH,
                        ZoneId.of("UTC"),
                        "US",
                        PartsPolicy.WARN,
                        Set.of(),
                        new VendorRow.Choices(null, false, true, false, false, null),
                        new VendorCard(null, null, null, null, null, null),
                        null,
                        NOW));
    }

    @Test
    void keepsWhatItsAdminChose() {
        var vendor = new Vendor(UUID.randomUUID(), "Acme", NOW);
        var choices = new VendorRow.Choices(
                new EmailAddress("sales@acme.example"), true, false, true, true, CsvDelimiter.TAB);
        vendor.updateSettings(PartsPolicy.OFF, "de", ZoneId.of("Europe/Berlin"), "DE", List.of("a", "b"), choices);
        var row = vendor.row();
        assertThat(row.language()).isEqualTo(Locale.GERMAN);
        assertThat(row.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(row.region()).isEqualTo("DE");
        assertThat(row.partsPolicy()).isEqualTo(PartsPolicy.OFF);
        assertThat(row.mutedNotices()).containsExactlyInAnyOrder("a", "b");
        assertThat(row.choices()).isEqualTo(choices);
        assertThat(row.delimiter()).isEqualTo('\t');
        vendor.updateSettings(
                PartsPolicy.WARN,
                "en",
                ZoneId.of("UTC"),
                "US",
                List.of(),
                new VendorRow.Choices(null, false, true, false, false, null));
        assertThat(vendor.row().choices().contactEmail()).isNull();
        assertThat(vendor.row().mutedNotices()).isEmpty();
    }

    @Test
    void isSuspendedOnceAndResumed() {
        var vendor = new Vendor(UUID.randomUUID(), "Acme", NOW);
        assertThat(vendor.resume()).isEmpty();
        assertThat(vendor.suspend("Fraud", NOW)).isTrue();
        assertThat(vendor.suspend("Again", NOW.plusSeconds(1))).isFalse();
        assertThat(vendor.suspendedReason()).isEqualTo("Fraud");
        assertThat(vendor.row().isSuspended()).isTrue();
        assertThat(vendor.row().suspendedAt()).isEqualTo(NOW);
        assertThat(vendor.resume()).contains(NOW);
        assertThat(vendor.row().isSuspended()).isFalse();
        assertThat(vendor.suspendedReason()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", " 7.5 , 7.5", "'12,25', 12.25", "99.99, 99.99", "100, 100", "'100,00', 100.00"})
    void aDiscountIsAPercentage(String typed, String percent) {
        assertThat(new NewRanking("A", typed).percent()).isEqualByComparingTo(percent);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "-1", "100.01", "101", "5.123", "5,", "1 000", "5%", "100."})
    void anythingElseIsNone(String typed) {
        assertThatThrownBy(() -> new NewRanking("A", typed).percent())
                .isInstanceOfSatisfying(InvalidValue.class, invalid -> {
                    assertThat(invalid.field()).isEqualTo("discount");
                    assertThat(invalid.code()).isEqualTo("percent.malformed");
                });
    }

    @Test
    void aLabelIsStoredTrimmedAndUpToItsLength() {
        assertThat(new NewRanking(" Gold ", "1").plainLabel()).isEqualTo("Gold");
        assertThat(new NewRanking("x".repeat(40), "1").plainLabel()).hasSize(40);
        assertThatThrownBy(() -> new NewRanking("x".repeat(41), "1").plainLabel())
                .isInstanceOf(InvalidValue.class);
    }
}
