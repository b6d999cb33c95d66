package com.partsportal.shared;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Whole addresses of the portal's pages, for mails. They start with {@code portal.base-url}, never with a request's host. */
@Component
public class Links {

    private final String base;

    Links(Environment environment) {
        var given = environment.getProperty("portal.base-url", "").strip();
        if (given.isEmpty() && environment.acceptsProfiles(Profiles.of("demo"))) {
            given = "http://localhost:" + environment.getProperty("server.port", "8080");
        }
        base = checked(given);
    }

    /** @param path begins with a slash */
    public String to(String path) {
        return base + path;
    }

    /** Scheme, host and port as a browser names the site in {@code Origin}. */
    public String origin() {
        var site = URI.create(base);
        var port = site.getPort() == defaultPort(site) ? -1 : site.getPort();
        return site.getScheme() + "://" + host() + (port < 0 ? "" : ":" + port);
    }

    /** Whether people reach the portal over TLS. */
    public boolean isHttps() {
        return base.startsWith("https:");
    }

    /** The host of the site, in lower case. */
    public String host() {
        return URI.create(base).getHost().toLowerCase(Locale.ROOT);
    }

    private static int defaultPort(URI site) {
        return "https".equals(site.getScheme()) ? 443 : 80;
    }

    private static String checked(String url) {
        if (url.isEmpty()) {
            throw new BadSetting(
                    "PORTAL_BASE_URL is not set: links in mails start with it, for example https://portal.example.com");
        }
        if (!isWebSite(url)) {
            throw new BadSetting("PORTAL_BASE_URL is no address of a web site: " + url);
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static boolean isWebSite(String url) {
        try {
            var uri = new URI(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
