package com.partsportal.webapps;

import com.partsportal.shared.Languages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tasklist, Cockpit and Admin offer each language of the portal that they have a file of texts for. */
class StaffAppLanguages extends OncePerRequestFilter {

    private static final String FILES = "META-INF/resources/webjars";
    private static final Pattern OFFERED = Pattern.compile("availableLocales: \\[[^\\]]*]");

    private final Languages languages;
    private final Map<String, String> scripts = new ConcurrentHashMap<>();

    StaffAppLanguages(Languages languages) {
        this.languages = languages;
    }

    /** The scripts that this changes. */
    static String[] paths() {
        return new String[] {
            "/camunda/app/tasklist/scripts/config.js",
            "/camunda/app/cockpit/scripts/config.js",
            "/camunda/app/admin/scripts/config.js"
        };
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getMethod().equals("GET")) {
            chain.doFilter(request, response);
            return;
        }
        var script = scripts.computeIfAbsent(request.getServletPath(), this::script);
        response.setContentType("text/javascript;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    }

    private String script(String path) {
        var texts = FILES + path.replace("/scripts/config.js", "/locales/");
        var offered = languages.all().stream()
                .map(Locale::getLanguage)
                .filter(code -> new ClassPathResource(texts + code + ".json").exists())
                .collect(Collectors.joining("', '", "availableLocales: ['", "']"));
        try (var file = new ClassPathResource(FILES + path).getInputStream()) {
            return OFFERED.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceFirst(offered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
