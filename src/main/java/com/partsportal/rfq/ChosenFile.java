package com.partsportal.rfq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.web.multipart.MultipartFile;

/** A file of a form. */
final class ChosenFile {

    private ChosenFile() {}

    /** Browsers send a quotation mark in a file's name as {@code %22}. */
    static String name(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name == null ? "" : name.replace("%22", "\"");
    }

    static InputStream open(MultipartFile file) {
        try {
            return file.getInputStream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
