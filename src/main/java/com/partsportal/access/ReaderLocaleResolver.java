package com.partsportal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleContextResolver;

/** The language of {@link ReaderLanguageFilter}, and the time zone that the browser names in a cookie (theme.js). */
@Component("localeResolver")
class ReaderLocaleResolver implements LocaleContextResolver {

    private static final String ZONE = "portal_zone";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+-]{1,40}(/[A-Za-z0-9_+-]{1,40}){0,2}");

    @Override
    public LocaleContext resolveLocaleContext(HttpServletRequest request) {
        return new SimpleTimeZoneAwareLocaleContext(
                request.getLocale(), zone(request).map(TimeZone::getTimeZone).orElse(null));
    }

    /** Both are chosen by the browser and by cookies. */
    @Override
    public void setLocaleContext(
            HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException();
    }

    private static Optional<ZoneId> zone(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(ZONE))
                .map(cookie -> cookie.getValue())
                .filter(name -> NAME.matcher(name).matches())
                .flatMap(name -> known(name).stream())
                .findFirst();
    }

    private static Optional<ZoneId> known(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
