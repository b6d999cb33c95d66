package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentAnswersTests {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final List<String> asked = new ArrayList<>();
    private final RecentAnswers<String, String> answers = new RecentAnswers<>(now::get);

    @Test
    void asksAgainAfterTwoSecondsOnly() {
        assertThat(ask("A")).isEqualTo("A!");
        now.addAndGet(Duration.ofMillis(1_999).toNanos());
        assertThat(ask("A")).isEqualTo("A!");
        assertThat(ask("B")).isEqualTo("B!");
        assertThat(asked).containsExactly("A", "B");

        now.addAndGet(Duration.ofMillis(1).toNanos());
        ask("A");
        ask("B");
        assertThat(asked).containsExactly("A", "B", "A");
    }

    @Test
    void keepsNoMoreThanSome() {
        for (var number = 0; number < 501; number++) {
            ask("question " + number);
        }
        ask("question 500");
        assertThat(asked).hasSize(501);
        ask("question 0");
        assertThat(asked).hasSize(502);
    }

    private String ask(String question) {
        return answers.to(question, asking -> {
            asked.add(asking);
            return asking + "!";
        });
    }
}
