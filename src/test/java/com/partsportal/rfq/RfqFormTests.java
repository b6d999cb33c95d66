package com.partsportal.rfq;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.part.PartId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfqFormTests {

    private static final PartId PART = new PartId(UUID.randomUUID());
    private static final String FIELD = "quantity-" + PART;
    private static final String LINES = DescribedForm.LINE;

    @Test
    void readsQuantitiesDayAndNote() {
        var form = typed("10", " 250 ", "", "10");
        var read = form.read();
        assertThat(read.lines()).containsExactly(new NewRfq.Line(PART, List.of(10, 250)));
        assertThat(read.neededBy()).isEqualTo(LocalDate.of(2026, 5, 1));
        assertThat(read.note()).isEqualTo("As before");
        assertThat(form.errors()).isEmpty();
        assertThat(form.error(FIELD)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | rfq.quantity.bad | ''",
                "-1 | rfq.quantity.bad | ''",
                "10000001 | rfq.quantity.bad | ''",
                "ten | rfq.quantity.bad | ''",
                "1;2 | rfq.quantity.list | ''",
                "10, 20/30 | rfq.quantity.list | ''",
                "1,500 | rfq.quantity.meant | 1500"
            })
    void whatIsNoQuantityHasItsReasonBesideTheField(String text, String key, String suggestion) {
        var form = typed("5", text);
        assertThat(form.read().lines()).containsExactly(new NewRfq.Line(PART, List.of(5)));
        var fault = form.error(FIELD + "-2");
        assertThat(fault).isEqualTo(new RfqForm.Fault(key, suggestion));
        assertThat(fault.args()).containsExactly(suggestion);
    }

    @Test
    void theBoundsThemselvesAreRead() {
        assertThat(typed("1", "10000000").read().lines())
                .containsExactly(new NewRfq.Line(PART, List.of(1, 10_000_000)));
    }

    @Test
    void aPartNeedsAQuantityAndHasTenAtMost() {
        var none = typed("", " ");
        assertThat(none.read().lines()).isEmpty();
        assertThat(none.error(FIELD)).isEqualTo(new RfqForm.Fault("rfq.quantity.missing", ""));
        var ten = typed("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        ten.read();
        assertThat(ten.errors()).isEmpty();
        var eleven = typed("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        eleven.read();
        assertThat(eleven.error(FIELD)).isEqualTo(new RfqForm.Fault("rfq.quantity.many", ""));
    }

    @Test
    void aFieldIsAddedUpToTen() {
        assertThat(values(typed("5").withAnother(PART.toString()))).containsExactly("5", "");
        assertThat(values(typed().withAnother(PART.toString()))).containsExactly("", "");
        assertThat(values(
                        typed("1", "2", "3", "4", "5", "6", "7", "8", "9", "10").withAnother(PART.toString())))
                .hasSize(10);
        assertThat(values(typed("5").withAnother("another part"))).containsExactly("5");
    }

    @Test
    void everyFieldHasAnIdOfItsOwn() {
        assertThat(typed("5", "6").fields(PART))
                .containsExactly(
                        new RfqForm.QuantityField(FIELD, 1, "5"), new RfqForm.QuantityField(FIELD + "-2", 2, "6"));
        assertThat(RfqForm.prefilled(Map.of()).fields(PART)).containsExactly(new RfqForm.QuantityField(FIELD, 1, ""));
    }

    @Test
    void aDayIsOptionalAndReadStrictly() {
        var blank = RfqForm.typed(List.of(PART), name -> name.equals(FIELD) ? new String[] {"1"} : new String[0]);
        assertThat(blank.read().neededBy()).isNull();
        assertThat(blank.errors()).isEmpty();
        var bad = RfqForm.typed(
                List.of(PART),
                name -> name.equals(FIELD)
                        ? new String[] {"1"}
                        : name.equals("neededBy") ? new String[] {"1.5."} : null);
        assertThat(bad.read().neededBy()).isNull();
        assertThat(bad.error("neededBy")).isEqualTo(new RfqForm.Fault("rfq.neededBy.bad", ""));
        assertThat(bad.note()).isEmpty();
    }

    @Test
    void beginsWithTheRfqAsItIs() {
        var line = new RfqRow.Line(UUID.randomUUID(), PART, "BR-1", "", "Flange", null, null, false, List.of(1, 20));
        var form = RfqForm.of(row(LocalDate.of(2026, 5, 1), "Note"), List.of(line), Map.of());
        assertThat(form)
                .isEqualTo(new RfqForm(
                        Map.of(PART.toString(), List.of("1", "20")), List.of(), "2026-05-01", "Note", Map.of()));
        var plain = RfqForm.of(row(null, null), List.of(), Map.of());
        assertThat(plain.neededBy()).isEmpty();
        assertThat(plain.note()).isEmpty();
    }

    private static List<String> values(RfqForm form) {
        return form.fields(PART).stream().map(RfqForm.QuantityField::value).toList();
    }

    private static RfqRow row(LocalDate neededBy, String note) {
        return new RfqRow(
                null,
                1,
                RfqStatus.SENT_BACK,
                null,
                "",
                null,
                "",
                null,
                "",
                neededBy,
                note,
                null,
                null,
                null,
                null,
                null,
                1);
    }

    private static RfqForm typed(String... quantities) {
        return RfqForm.typed(List.of(PART), name -> switch (name) {
            case "neededBy" -> new String[] {" 2026-05-01 "};
            case "note" -> new String[] {"As before"};
            case LINES -> null;
            default -> quantities;
        });
    }
}
