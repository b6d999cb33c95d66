package com.partsportal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTests {

    private static final List<byte[]> SECRETS = List.of(new byte[32]);

    private static WebhookSettings settings(boolean privateTargets, Duration deadline) {
        return new WebhookSettings(
                privateTargets, deadline, Duration.ofDays(5), Duration.ofDays(1), Duration.ofDays(30));
    }

    private static WebhookAnswer post(WebhookSettings settings, String url) throws IOException {
        var sender = new WebhookSender(settings);
        try {
            return sender.post(URI.create(url), UUID.randomUUID(), Instant.EPOCH, SECRETS, "{}");
        } finally {
            sender.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2001:db8::1",
                "2001::1",
                "2002:a00:1::",
                "100::1",
                "3fff::1"
            })
    void specialAddressesAreNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.0.1",
                "100.128.0.1",
                "172.32.0.1",
                "192.1.0.1",
                "223.255.255.1",
                "2a00:1450::1",
                "2606:4700::1"
            })
    void othersArePublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aPrivateAddressIsNotConnectedToHoweverItIsWritten() throws IOException {
        try (var receiver = new Receiver()) {
            var port = URI.create(receiver.url()).getPort();
            for (var host : List.of("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1")) {
                assertThat(post(settings(false, Duration.ofSeconds(5)), "https://" + host + ":" + port + "/")
                                .failure())
                        .as(host)
                        .isIn("private-address", "connection");
            }
            assertThat(post(settings(false, Duration.ofSeconds(5)), receiver.url())
                            .failure())
                    .as("plain http")
                    .isEqualTo("tls");
            assertThat(receiver.messages()).isEmpty();
        }
    }

    @Test
    void anAnswerWithoutAnEndEndsAtTheDeadline() throws IOException {
        try (var receiver = new Receiver()) {
            receiver.answers(call -> {
                call.sendResponseHeaders(200, 0);
                while (true) {
                    call.getResponseBody().write('.');
                    call.getResponseBody().flush();
                    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                }
            });

            var answer = post(settings(true, Duration.ofSeconds(1)), receiver.url());

            assertThat(answer.failure()).isEqualTo("timeout");
        }
    }

    @Test
    void aSystemThatIsNotThereIsNotReached() throws IOException {
        String url;
        try (var receiver = new Receiver()) {
            url = receiver.url();
        }
        assertThat(post(settings(true, Duration.ofSeconds(5)), url).failure()).isEqualTo("connection");
    }
}
