package com.partsportal.shared;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * From where something was done, for rows that stay for ever: the network of the client's address, such as
 * {@code 203.0.113.0/24} or {@code 2001:db8:7::/48}, never the whole address, which belongs to a person.
 */
public final class ClientNetwork {

    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f.:]{2,45}(%.*)?");

    private ClientNetwork() {}

    /** Of the request that is under way; null where the portal acts by itself. */
    public static @Nullable String current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest().getRemoteAddr())
                : null;
    }

    /**
     * What limits count as one client: an IPv4 address, or the /64 network of an IPv6 address, of which each household
     * has at least one whole and changes addresses within it at will.
     *
     * @param address the remote address of a request; a text that is no address is counted as it is
     */
    public static String counted(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return address;
        }
        try {
            var client = InetAddress.getByName(address.split("%")[0]);
            return client instanceof Inet4Address
                    ? client.getHostAddress()
                    : HexFormat.of().formatHex(client.getAddress(), 0, 8) + "/64";
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }

    /** The client of the request that is under way, as limits count it; null where the portal acts by itself. */
    public static @Nullable String currentCounted() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? counted(attributes.getRequest().getRemoteAddr())
                : null;
    }

    /** Of this remote address; null for what is no address. */
    public static @Nullable String of(@Nullable String address) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return null;
        }
        try {
            var client = InetAddress.getByName(address.split("%")[0]);
            var bytes = ByteBuffer.wrap(client.getAddress());
            if (bytes.limit() == 4) {
                return "%d.%d.%d.0/24".formatted(bytes.get() & 0xff, bytes.get() & 0xff, bytes.get() & 0xff);
            }
            if (client.isLoopbackAddress()) {
                return "::1/128";
            }
            var groups = "%x:%x:%x".formatted(bytes.getShort(), bytes.getShort(), bytes.getShort());
            return groups.replaceFirst("(^|:)0(:0)*$", "") + "::/48";
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }
}
