package com.partsportal.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The languages that pages and emails are written in: English, and each that has files of messages. */
@Component
public class Languages {

    private static final String FILES = "classpath*:messages/layout_*.properties";
    private static final Pattern FILE = Pattern.compile("layout_([a-z]{2,3})\\.properties");

    private static final List<Locale> SHIPPED = find();

    private final List<Locale> languages = SHIPPED;

    /** Those of the files of messages, by code. */
    public static List<Locale> shipped() {
        return SHIPPED;
    }

    private static List<Locale> find() {
        var codes = new TreeSet<String>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                var name = FILE.matcher(String.valueOf(file.getFilename()));
                if (name.matches()) {
                    codes.add(name.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        codes.add(Locale.ENGLISH.getLanguage());
        return codes.stream().map(Locale::forLanguageTag).toList();
    }

    /** All of them, by code. */
    public List<Locale> all() {
        return languages;
    }

    /** Whether pages are written in it. */
    public boolean has(String code) {
        return languages.stream().anyMatch(language -> language.getLanguage().equals(code));
    }

    /** What a language calls itself, such as "Deutsch". */
    public static String ownName(Locale language) {
        return language.getDisplayLanguage(language);
    }

    /** The first of these languages that pages are written in, without its region; else English. */
    public Locale firstOf(Iterable<Locale> wanted) {
        for (var locale : wanted) {
            if (has(locale.getLanguage())) {
                return Locale.forLanguageTag(locale.getLanguage());
            }
        }
        return Locale.ENGLISH;
    }

    /** The language itself when texts are written in it, without its region; else English. */
    public static Locale among(Locale wanted) {
        return SHIPPED.stream()
                .filter(language -> language.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** As {@link #firstOf}, for what a request lists. */
    public Locale firstOf(Enumeration<Locale> wanted) {
        return firstOf(Collections.list(wanted));
    }
}
