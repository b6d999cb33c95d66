package com.partsportal.shared;

import java.io.Serializable;
import java.util.List;

/**
 * What a page says about the request before it, as flash attribute {@code notice}; the layout's fragment
 * {@code form :: flash} shows it.
 *
 * @param kind of {@code success}, {@code info}, {@code warning}, {@code danger}
 * @param code key of the message
 * @param args what the message names, texts and numbers
 */
public record Notice(String kind, String code, List<Serializable> args) implements Serializable {

    /** It went well. */
    public static Notice success(String code, Serializable... args) {
        return new Notice("success", code, List.of(args));
    }

    /** Good to know. */
    public static Notice info(String code, Serializable... args) {
        return new Notice("info", code, List.of(args));
    }

    /** It was not done, or not all of it. */
    public static Notice warning(String code, Serializable... args) {
        return new Notice("warning", code, List.of(args));
    }
}
