package com.partsportal.access;

import com.partsportal.shared.Languages;
import java.util.List;

/**
 * What the frame of a page needs to know of the reader's choices.
 *
 * @param theme one of {@link #THEMES}
 * @param language code of the page's language
 * @param languages all that may be chosen
 */
public record Display(String theme, String language, List<Choice> languages) {

    static final List<String> THEMES = List.of("system", "light", "dark");

    /** @param name what the language calls itself */
    public record Choice(String code, String name) {}

    static List<Choice> choices(Languages languages) {
        return languages.all().stream()
                .map(language -> new Choice(language.getLanguage(), Languages.ownName(language)))
                .toList();
    }
}
