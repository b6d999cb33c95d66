package com.partsportal.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Self-signed certificates of mail servers, made by the JDK's keytool once for each host. */
final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Map<String, KeyStore> MADE = new ConcurrentHashMap<>();

    /** What a server of this name shows. */
    SSLContext of(String host) {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(MADE.computeIfAbsent(host, Certificates::make), PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts every certificate that was made so far, and no other. */
    SSLSocketFactory trusted() {
        try {
            var known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            for (var made : MADE.entrySet()) {
                known.setCertificateEntry(made.getKey(), made.getValue().getCertificate("server"));
            }
            if (known.size() == 0) {
                return (SSLSocketFactory) SSLSocketFactory.getDefault();
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore make(String host) {
        try {
            var folder = Files.createTempDirectory("certificate");
            var file = folder.resolve("server.p12");
            var keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + host,
                            "-ext",
                            "san=dns:" + host,
                            "-keystore",
                            file.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            return KeyStore.getInstance(file.toFile(), PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
