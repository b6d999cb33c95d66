package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.partsportal.account.HashingQueue.Place;
import com.partsportal.shared.Limits;
import com.partsportal.shared.TooManyRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HashingQueueTests {

    private static final Duration WAIT = Duration.ofSeconds(2);

    @Test
    void oneClientHasItsShareAndLeavesTheRestToOthers() {
        var queue = new HashingQueue(2, 8, 5, WAIT);
        var own = IntStream.range(0, 5).mapToObj(i -> queue.enter("one")).toList();

        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> queue.enter("one"))
                .satisfies(refused -> {
                    assertThat(refused.limit()).isEqualTo(Passwords.BUSY);
                    assertThat(refused.retryAfterSeconds()).isEqualTo(1);
                });
        assertThat(queue.isFull("one")).isTrue();
        assertThat(queue.isFull("another")).isFalse();
        try (var other = queue.enter("another")) {
            assertThat(other.hash(() -> "done")).isEqualTo("done");
        }

        own.get(0).close();
        queue.enter("one").close();
    }

    @Test
    void allPlacesTogetherAreBoundedAndComeBack() {
        var queue = new HashingQueue(1, 2, 3, WAIT);
        var taken = new ArrayList<Place>();
        for (var client : new String[] {"a", "b", "c"}) {
            taken.add(queue.enter(client));
        }

        assertThatExceptionOfType(TooManyRequests.class).isThrownBy(() -> queue.enter("d"));
        assertThat(queue.isFull("d")).isTrue();
        assertThatExceptionOfType(TooManyRequests.class).isThrownBy(() -> queue.enter(null));

        taken.forEach(Place::close);
        for (var round = 0; round < 10; round++) {
            queue.enter("d").close();
        }
        queue.enter(null).close();
    }

    @Test
    void nobodyWaitsForACoreLongerThanTheBound() throws Exception {
        var queue = new HashingQueue(1, 4, 5, Duration.ofMillis(20));
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var threads = Executors.newSingleThreadExecutor();
        try (var waiting = queue.enter("other")) {
            var slow = threads.submit(() -> {
                try (var place = queue.enter("slow")) {
                    return place.hash(() -> {
                        begun.countDown();
                        awaitQuietly(end);
                        return true;
                    });
                }
            });
            begun.await();

            assertThatExceptionOfType(TooManyRequests.class).isThrownBy(() -> waiting.hash(() -> true));

            end.countDown();
            assertThat(slow.get()).isTrue();
            assertThat(waiting.hash(() -> true)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aHashThatFailsLeavesCoreAndPlaceFree() {
        var queue = new HashingQueue(1, 0, 1, WAIT);
        for (var round = 0; round < 3; round++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> {
                try (var place = queue.enter("one")) {
                    place.hash(() -> {
                        throw new IllegalStateException("failed");
                    });
                }
            });
        }
        try (var place = queue.enter("one")) {
            assertThat(place.hash(() -> 7)).isEqualTo(7);
        }
    }

    @Test
    void asShippedFourTimesTheCoresWaitAndHalfOfThemAreOneClients() {
        var limits = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("portal.limits", Bindable.of(Limits.class));
        var cores = Runtime.getRuntime().availableProcessors();
        var queue = new HashingQueue(limits);

        var share = takeAll(queue, "one");
        var second = takeAll(queue, "two");
        var third = takeAll(queue, "three");

        assertThat(share).isEqualTo(Math.max(1, cores * 5 / 2));
        assertThat(share + second + third).isEqualTo(cores * 5);
        assertThat(limits.hashingWait()).isEqualTo(WAIT);
    }

    private static int takeAll(HashingQueue queue, String client) {
        for (var taken = 0; ; taken++) {
            try {
                queue.enter(client);
            } catch (TooManyRequests full) {
                return taken;
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
