package com.partsportal.rfq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When an answer needs a text. */
class RfqAnswerTests {

    private static final Quote OFFER =
            new Quote(null, null, null, List.of(new Quote.Price(UUID.randomUUID(), 10, BigDecimal.ONE)));

    @Test
    void aNoteOrARejectionSaysSomething() {
        assertThat(new RfqAnswer(RfqStatus.ANSWERED, " soon ").checkedText()).isEqualTo("soon");
        assertThat(new RfqAnswer(RfqStatus.REJECTED, "not made any more").checkedText())
                .isEqualTo("not made any more");
        assertNeedsText(new RfqAnswer(RfqStatus.ANSWERED, " "));
        assertNeedsText(new RfqAnswer(RfqStatus.REJECTED, null));
        assertNeedsText(new RfqAnswer(RfqStatus.REJECTED, OFFER, null, List.of(UUID.randomUUID())));
    }

    @Test
    void aPriceOrADocumentSpeaksForItself() {
        assertThat(new RfqAnswer(RfqStatus.QUOTED, null).checkedText()).isNull();
        assertThat(new RfqAnswer(RfqStatus.ANSWERED, OFFER, null, List.of()).checkedText())
                .isNull();
        assertThat(new RfqAnswer(RfqStatus.ANSWERED, Quote.NONE, null, List.of(UUID.randomUUID())).checkedText())
                .isNull();
    }

    @Test
    void onlyTheEndsOfAReviewAreAnswers() {
        for (var status : RfqStatus.values()) {
            if (status.isAnswer()) {
                assertThat(new RfqAnswer(status, "x").status()).isEqualTo(status);
            } else {
                assertThatThrownBy(() -> new RfqAnswer(status, "x")).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private static void assertNeedsText(RfqAnswer answer) {
        assertThatThrownBy(answer::checkedText)
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        missing -> assertThat(missing.field()).isEqualTo("text"));
    }
}
