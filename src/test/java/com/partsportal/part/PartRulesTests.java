package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.customer.CustomerId;
import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.VendorId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** When a part counts as changed, and how much of a file is read; without a database. */
class PartRulesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @Test
    void onlyADifferenceIsAChange() {
        var id = UUID.randomUUID();
        var part = new Part(
                id,
                new VendorId(UUID.randomUUID()),
                new CustomerId(UUID.randomUUID()),
                wanted("Bracket", "Steel"),
                NOW);
        assertThat(part.id()).isEqualTo(new PartId(id));

        assertThat(part.edit(wanted("Bracket", "Steel"))).isFalse();
        assertThat(part.edit(wanted("Bracket, long", "Steel"))).isTrue();
        assertThat(part.edit(wanted("Bracket, long", "Steel"))).isFalse();
        assertThat(part.edit(wanted("Bracket, long", null))).isTrue();
        assertThat(ReflectionTestUtils.getField(part, "description")).isEqualTo("Bracket, long");
        assertThat(ReflectionTestUtils.getField(part, "lastQuotedQuantity")).isEqualTo(10);
        assertThat(ReflectionTestUtils.getField(part, "lastOrdered")).isEqualTo(DAY);

        assertThat(part.retire(null)).isFalse();
        assertThat(part.retire(NOW)).isTrue();
        assertThat(part.retire(NOW.plusSeconds(1))).isFalse();
        assertThat(ReflectionTestUtils.getField(part, "retiredAt")).isEqualTo(NOW);
        assertThat(part.retire(null)).isTrue();
    }

    private static NewPart wanted(String description, @Nullable String material) {
        return new NewPart("BR-1", "A", description, material, null, DAY, 10, DAY, 20);
    }

    @Test
    void theLastQuantityIsOfTheLaterDay() {
        assertThat(row(null, null, null, null).lastQuantity()).isEmpty();
        assertThat(row(null, 10, null, null).lastQuantity()).contains(10);
        assertThat(row(null, null, null, 20).lastQuantity()).contains(20);
        assertThat(row(null, 10, null, 20).lastQuantity()).contains(20);
        assertThat(row(DAY, 10, null, 20).lastQuantity()).contains(10);
        assertThat(row(DAY, 10, DAY, 20).lastQuantity()).contains(20);
        assertThat(row(DAY, 10, DAY.minusDays(1), 20).lastQuantity()).contains(10);
        assertThat(row(DAY, 10, DAY.plusDays(1), 20).lastQuantity()).contains(20);
    }

    private static PartRow row(
            @Nullable LocalDate quoted,
            @Nullable Integer offered,
            @Nullable LocalDate ordered,
            @Nullable Integer bought) {
        return new PartRow(
                UUID.randomUUID(), "BR-1", "A", "Bracket", null, null, quoted, offered, ordered, bought, null);
    }

    @Test
    void aFileIsReadUpToTheLimit() throws IOException {
        var whole = new LimitedStream(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3);
        assertThat(whole.read()).isEqualTo(1);
        assertThat(whole.read(new byte[8], 0, 8)).isEqualTo(2);
        assertThat(whole.read()).isEqualTo(-1);
        assertThat(whole.read(new byte[8], 0, 8)).isEqualTo(-1);
        assertThat(whole.count()).isEqualTo(3);
        assertThat(whole.markSupported()).isFalse();

        var byteByByte = new LimitedStream(new ByteArrayInputStream(new byte[] {1, 2}), 1);
        assertThat(byteByByte.read()).isEqualTo(1);
        assertThatThrownBy(byteByByte::read)
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        large -> assertThat(large.messageKey()).isEqualTo("shared.drawing.large"));
        var atOnce = new LimitedStream(new ByteArrayInputStream(new byte[4]), 3);
        assertThatThrownBy(() -> atOnce.read(new byte[4], 0, 4)).isInstanceOf(InvalidValue.class);
    }
}
