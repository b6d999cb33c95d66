package com.partsportal.access;

import com.partsportal.shared.Languages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Chooses one language for a request, before anything else: the reader's own choice, else the first that the browser asks
 * for and that pages are written in, else English. Texts, dates and the page's {@code lang} all follow it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReaderLanguageFilter extends OncePerRequestFilter {

    /** Request attribute, which templates read as a variable: {@link Display}. */
    private static final String DISPLAY = "display";

    private final Languages languages;
    private final List<Display.Choice> choices;

    ReaderLanguageFilter(Languages languages) {
        this.languages = languages;
        this.choices = Display.choices(languages);
    }

    /** The page about an error is in the same language. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var chosen = DisplayCookies.read(request, DisplayCookies.LANGUAGE)
                .filter(languages::has)
                .map(Locale::forLanguageTag)
                .orElseGet(() -> languages.firstOf(request.getLocales()));
        var theme = DisplayCookies.read(request, DisplayCookies.THEME)
                .filter(Display.THEMES::contains)
                .orElse(Display.THEMES.get(0));
        request.setAttribute(DISPLAY, new Display(theme, chosen.getLanguage(), choices));
        chain.doFilter(new InOneLanguage(request, chosen), response);
    }

    private static final class InOneLanguage extends HttpServletRequestWrapper {

        private final Locale language;

        InOneLanguage(HttpServletRequest request, Locale language) {
            super(request);
            this.language = language;
        }

        @Override
        public Locale getLocale() {
            return language;
        }

        @Override
        public Enumeration<Locale> getLocales() {
            return Collections.enumeration(Collections.singleton(language));
        }
    }
}
