package com.partsportal.shared;

import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A CSV file as the response to a request, written line by line, so that a file of any length takes the same memory. */
public final class CsvDownload implements Closeable {

    /** Begins a file, so that spreadsheets recognise UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Writer out;
    private final char delimiter;

    /** Writes the headers of the response, a byte order mark and the line of column names. */
    public CsvDownload(HttpServletResponse response, String fileName, List<String> columns, char delimiter)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        response.setHeader("Cache-Control", "no-store");
        this.out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        this.delimiter = delimiter;
        out.write(BYTE_ORDER_MARK);
        add(columns.stream());
    }

    /** Adds a line; null is an empty cell. */
    public void add(Stream<? extends @Nullable Object> cells) throws IOException {
        out.write(CsvFile.line(cells.map(cell -> Objects.toString(cell, "")).toList(), delimiter));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
