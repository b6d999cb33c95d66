package com.partsportal.account;

import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Base32;

/**
 * What a person enters into an authenticator app, as text and as a picture.
 *
 * @param secret base32 in groups of four
 * @param link {@code otpauth:}, opens the app on a phone
 * @param size of the picture, in modules on each side
 * @param path the dark modules, as the path of an SVG
 */
public record AuthenticatorSetUp(String secret, String link, int size, String path) {

    private static final String ISSUER = "Parts Portal";
    private static final int QUIET = 4;

    static AuthenticatorSetUp of(byte[] secret, String email) {
        var base32 = new Base32().encodeToString(secret).replace("=", "");
        var link = "otpauth://totp/" + encode(ISSUER) + ":" + encode(email) + "?secret=" + base32 + "&issuer="
                + encode(ISSUER) + "&algorithm=SHA1&digits=" + TimeCodes.DIGITS + "&period=" + TimeCodes.STEP;
        var code = QrCode.encodeText(link, QrCode.Ecc.MEDIUM);
        return new AuthenticatorSetUp(base32.replaceAll("(.{4})(?=.)", "$1 "), link, code.size + 2 * QUIET, path(code));
    }

    private static String path(QrCode code) {
        return IntStream.range(0, code.size * code.size)
                .filter(module -> code.getModule(module % code.size, module / code.size))
                .mapToObj(
                        module -> "M" + (module % code.size + QUIET) + " " + (module / code.size + QUIET) + "h1v1h-1z")
                .collect(Collectors.joining());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AuthenticatorSetUp[]";
    }
}
