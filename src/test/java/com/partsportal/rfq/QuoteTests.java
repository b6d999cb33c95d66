package com.partsportal.rfq;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a vendor types as an offer, and what is read of it. */
class QuoteTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final UUID LINE = UUID.randomUUID();
    private static final String TEN = "price-" + LINE + "-10";
    private static final String FIFTY = "price-" + LINE + "-50";
    private static final List<RfqRow.Line> LINES =
            List.of(new RfqRow.Line(LINE, null, "BR-1", "A", "Bracket", null, null, false, List.of(10, 50)));

    @Test
    void hasAPriceForALineAndAQuantity() {
        var form = typed(Map.of(TEN, " 12,50 ", "currency", "EUR", "leadDays", "14", "validUntil", "2026-04-01"));
        assertThat(form.value(LINES.get(0), 10)).isEqualTo("12,50");
        assertThat(form.value(LINES.get(0), 50)).isEmpty();

        var quote = form.read(LINES, TODAY);

        assertThat(form.errors()).isEmpty();
        assertThat(quote.isEmpty()).isFalse();
        assertThat(quote.currency()).isEqualTo(Currency.getInstance("EUR"));
        assertThat(quote.leadDays()).isEqualTo(14);
        assertThat(quote.validUntil()).isEqualTo(LocalDate.of(2026, 4, 1));
        var price = quote.price(LINE, 10);
        assertThat(price).isEqualTo(new Quote.Price(LINE, 10, new BigDecimal("12.50")));
        assertThat(price.total()).isEqualByComparingTo("125");
        assertThat(quote.price(LINE, 50)).isNull();
        assertThat(quote.price(UUID.randomUUID(), 10)).isNull();
    }

    @Test
    void nothingTypedIsNoOffer() {
        var form = QuoteForm.empty();
        assertThat(form.read(LINES, TODAY)).isEqualTo(Quote.NONE);
        assertThat(form.read(LINES, TODAY).isEmpty()).isTrue();
        assertThat(typed(Map.of("leadDays", "3")).read(LINES, TODAY).isEmpty()).isFalse();
        assertThat(typed(Map.of("validUntil", "2026-03-02")).read(LINES, TODAY).isEmpty())
                .isFalse();
        assertThat(form.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1.5,1.5", "'0,05',0.05", "'1,2345',1.2345", "123456789,123456789"})
    void readsAPriceWithACommaOrAPoint(String price, BigDecimal read) {
        var form = typed(Map.of(FIFTY, price, "currency", "USD"));
        assertThat(form.read(LINES, TODAY).price(LINE, 50).price()).isEqualByComparingTo(read);
        assertThat(form.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.234,rfq.quote.price.meant",
        "'1,234',rfq.quote.price.meant",
        "-1,rfq.quote.price.bad",
        "1234567890,rfq.quote.price.bad",
        "1.23456,rfq.quote.price.bad",
        "twelve,rfq.quote.price.bad"
    })
    void whatCouldBeMeantOtherwiseIsAQuestion(String price, String error) {
        var form = typed(Map.of(TEN, price, "currency", "EUR"));
        assertThat(form.read(LINES, TODAY).prices()).isEmpty();
        assertThat(form.errors()).containsEntry(TEN, error);
    }

    @ParameterizedTest
    @CsvSource({
        "currency,XXXX,rfq.quote.currency.bad",
        "leadDays,3651,rfq.quote.leadDays.bad",
        "leadDays,-1,rfq.quote.leadDays.bad",
        "leadDays,12345,rfq.quote.leadDays.bad",
        "validUntil,2026-02-28,rfq.quote.validUntil.bad",
        "validUntil,2036-03-03,rfq.quote.validUntil.bad",
        "validUntil,2026-02-30,rfq.quote.validUntil.bad"
    })
    void refusesWhatCannotBe(String field, String value, String error) {
        var fields = new HashMap<>(Map.of(TEN, "1", "currency", "EUR"));
        fields.put(field, value);
        var form = typed(fields);
        form.read(LINES, TODAY);
        assertThat(form.errors()).containsExactly(Map.entry(field, error));
    }

    @ParameterizedTest
    @CsvSource({"leadDays,0", "leadDays,3650", "validUntil,2026-03-01", "validUntil,2036-03-02"})
    void takesTheFirstAndTheLast(String field, String value) {
        var form = typed(Map.of(field, value));
        form.read(LINES, TODAY);
        assertThat(form.errors()).isEmpty();
    }

    private static QuoteForm typed(Map<String, String> fields) {
        return QuoteForm.typed(LINES, fields::get);
    }
}
