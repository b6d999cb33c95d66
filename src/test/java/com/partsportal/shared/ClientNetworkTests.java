package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ClientNetworkTests {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0/24",
        "2001:db8:7:8::1, 2001:db8:7::/48",
        "2001:db8:0:8::1, 2001:db8::/48",
        "::1, ::1/128",
        "fe80::1%eth0, fe80::/48",
        "::ffff:203.0.113.77, 203.0.113.0/24"
    })
    void whatIdentifiesOnePersonIsLeftOff(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "client.example", "1", "999.1.1.1", ":::"})
    void whatIsNoAddressIsNothing(String text) {
        assertThat(ClientNetwork.of(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.77",
        "::ffff:203.0.113.77, 203.0.113.77",
        "2001:db8:7:8::1, 20010db800070008/64",
        "2001:db8:7:8:ffff:1:2:3, 20010db800070008/64",
        "2001:db8:7:9::1, 20010db800070009/64",
        "client.example, client.example"
    })
    void aNetworkOfIpv6CountsAsOneClient(String address, String counted) {
        assertThat(ClientNetwork.counted(address)).isEqualTo(counted);
    }

    @Test
    void itIsThatOfTheRequestUnderWay() {
        assertThat(ClientNetwork.current()).isNull();
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("198.51.100.9");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            assertThat(ClientNetwork.current()).isEqualTo("198.51.100.0/24");
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }
}
