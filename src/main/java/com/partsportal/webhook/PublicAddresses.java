package com.partsportal.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses of the internet a webhook may go to: none of the special-purpose ones (registries of RFC 6890), so that
 * nobody reaches what is behind the portal by way of it.
 */
final class PublicAddresses {

    private static final List<Block> CLOSED = List.of(
            Block.of(0, 0, 0, 0, 8),
            Block.of(10, 0, 0, 0, 8),
            Block.of(100, 64, 0, 0, 10),
            Block.of(127, 0, 0, 0, 8),
            Block.of(169, 254, 0, 0, 16),
            Block.of(172, 16, 0, 0, 12),
            Block.of(192, 0, 0, 0, 24),
            Block.of(192, 0, 2, 0, 24),
            Block.of(192, 88, 99, 0, 24),
            Block.of(192, 168, 0, 0, 16),
            Block.of(198, 18, 0, 0, 15),
            Block.of(198, 51, 100, 0, 24),
            Block.of(203, 0, 113, 0, 24),
            // multicast, reserved, broadcast
            Block.of(224, 0, 0, 0, 3));

    private PublicAddresses() {}

    /** The first {@code bits} of an address that are the same in all of a network. */
    private record Block(int network, int bits) {

        static Block of(int a, int b, int c, int d, int bits) {
            return new Block(a << 24 | b << 16 | c << 8 | d, bits);
        }

        boolean contains(int address) {
            return (address ^ network) >>> (32 - bits) == 0;
        }
    }

    static boolean contain(InetAddress address) {
        if (address instanceof Inet4Address) {
            var number = number(address.getAddress(), 0);
            return CLOSED.stream().noneMatch(block -> block.contains(number));
        }
        return address instanceof Inet6Address && isOpen(address.getAddress());
    }

    /** Of IPv6 only global unicast (2000::/3), without what tunnels or translates to an IPv4 address or is documentation. */
    private static boolean isOpen(byte[] address) {
        var first = number(address, 0);
        var isGlobal = (address[0] & 0xe0) == 0x20;
        var isTeredo = first == 0x20010000;
        var isOther = (first & 0xfffffe00) == 0x20010000;
        var isDocumentation = first == 0x20010db8 || (first & 0xfffff000) == 0x3fff0000;
        var is6to4 = (first >>> 16) == 0x2002;
        return isGlobal && !isTeredo && !isOther && !isDocumentation && !is6to4;
    }

    private static int number(byte[] bytes, int from) {
        return (bytes[from] & 0xff) << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | (bytes[from + 3] & 0xff);
    }
}
