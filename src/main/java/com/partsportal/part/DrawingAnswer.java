package com.partsportal.part;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/** How a drawing leaves the portal: streamed, and never with the rights of a page of ours. */
public final class DrawingAnswer {

    /** Nothing in the file may run, load or send anything. */
    private static final String POLICY = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'";

    private static final String NONE =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 44 44' fill='none' stroke='#8a94a6'>"
                    + "<rect x='11' y='13' width='22' height='18' rx='2'/><path d='m11 27 7-6 5 4 4-3 6 5'/></svg>";

    private DrawingAnswer() {}

    /**
     * Shows what every browser can show, and offers anything else as a download.
     *
     * @param small wants the small image beside a part instead
     */
    public static void open(Drawing drawing, boolean small, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (small) {
            small(drawing, request, response);
        } else {
            write(drawing, drawing.row().isViewable(), response);
        }
    }

    /** Offers the file as it was uploaded, under its own name. */
    public static void download(Drawing drawing, HttpServletResponse response) throws IOException {
        write(drawing, false, response);
    }

    /** A small image of it, or a sign that there is none. The browser keeps it, and asks each time whether it may show it. */
    private static void small(Drawing drawing, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        protect(response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        var small = drawing.small().get();
        if (small.isPresent()
                && new ServletWebRequest(request, response)
                        .checkNotModified("\"" + drawing.row().id() + "\"")) {
            return;
        }
        response.setContentType(small.isPresent() ? MediaType.IMAGE_PNG_VALUE : "image/svg+xml");
        response.getOutputStream().write(small.orElseGet(() -> NONE.getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(Drawing drawing, boolean inline, HttpServletResponse response) throws IOException {
        var row = drawing.row();
        var disposition = inline ? ContentDisposition.inline() : ContentDisposition.attachment();
        response.setContentType(row.mediaType());
        response.setContentLengthLong(row.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                disposition
                        .filename(row.fileName(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        protect(response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        drawing.content().writeTo(response.getOutputStream());
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
