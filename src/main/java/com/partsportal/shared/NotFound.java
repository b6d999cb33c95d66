package com.partsportal.shared;

/** There is no such thing, or it belongs to somebody else: both are answered alike with 404. */
public class NotFound extends RuntimeException {

    public NotFound() {
        super("not found", null, false, false);
    }
}
