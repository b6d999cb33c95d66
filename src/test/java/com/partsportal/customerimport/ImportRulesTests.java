package com.partsportal.customerimport;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.AccountId;
import com.partsportal.customerimport.ImportProgress.State;
import com.partsportal.table.ColumnMapping;
import com.partsportal.table.Corrections;
import com.partsportal.vendor.VendorId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How an import counts, and what it keeps of its file; without a database. */
class ImportRulesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void countsWhatIsLeftAndHowFastItGoes() {
        assertThat(progress(8, 2, 0, null, null).ready()).isEqualTo(6);
        assertThat(progress(8, 2, 0, null, null).percent()).isEqualTo(25);
        assertThat(progress(0, 0, 0, null, null).percent()).isEqualTo(100);
        assertThat(progress(8, 2, 2, null, null).perSecond(NOW)).isZero();
        assertThat(progress(8, 2, 3, NOW, null).perSecond(NOW)).isZero();
        assertThat(progress(8, 2, 3, NOW, null).perSecond(NOW.minusSeconds(1))).isZero();
        assertThat(progress(8, 2, 3, NOW, null).perSecond(NOW.plusMillis(1))).isEqualTo(3000);
        assertThat(progress(8, 8, 7, NOW, NOW.plusSeconds(2)).perSecond(NOW.plusSeconds(99)))
                .isEqualTo(4);
    }

    private static ImportProgress progress(
            long total, long processed, long created, @Nullable Instant started, @Nullable Instant finished) {
        return new ImportProgress(
                UUID.randomUUID(), State.RUNNING, false, false, total, processed, created, 0, 0, started, finished);
    }

    @Test
    void keepsItsFileAndHowItIsRead() {
        var id = new ImportId(UUID.randomUUID());
        var vendor = new VendorId(UUID.randomUUID());
        var by = new AccountId(UUID.randomUUID());
        var file = new CustomerImport(id, vendor, by, NOW);
        assertThat(file.id()).isEqualTo(id);
        assertThat(file.vendor()).isEqualTo(vendor);
        assertThat(file.by()).isEqualTo(by);
        assertThat(file.content()).isNull();
        assertThat(file.ignoredColumns()).isEmpty();

        file.keep(new byte[] {1, 2});
        file.mapColumns(3, new ColumnMapping(List.of("email", "", "phone")), List.of("Fax", "Notes"));
        var corrections = new Corrections(Map.of()).with(3, 7, Map.of("email", "kim@borg.example"));
        file.correct(corrections);

        assertThat(file.content()).containsExactly(1, 2);
        assertThat(file.sheet()).isEqualTo(3);
        assertThat(file.columns().fields()).containsExactly("email", "", "phone");
        assertThat(file.ignoredColumns()).containsExactly("Fax", "Notes");
        assertThat(file.corrections()).isEqualTo(corrections);
        assertThat(file.corrections().byLine()).hasSize(1);
    }

    @Test
    void isStartedOrOnlyJudged() {
        var started = new CustomerImport(
                        new ImportId(UUID.randomUUID()),
                        new VendorId(UUID.randomUUID()),
                        new AccountId(UUID.randomUUID()),
                        NOW)
                .started(true);
        assertThat(started.invite()).isTrue();
        assertThat(started.dryRun()).isFalse();

        var judged = new CustomerImport(
                        new ImportId(UUID.randomUUID()),
                        new VendorId(UUID.randomUUID()),
                        new AccountId(UUID.randomUUID()),
                        NOW)
                .judgedOnly(false);
        assertThat(judged.invite()).isFalse();
        assertThat(judged.dryRun()).isTrue();
    }
}
