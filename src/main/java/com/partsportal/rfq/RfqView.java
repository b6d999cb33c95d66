package com.partsportal.rfq;

import com.partsportal.part.DrawingAnswer;
import com.partsportal.part.DrawingRow;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What the APIs of both sides have in common: their pages, the files, and what they say of an RFQ. */
@Component
class RfqView {

    private static final int HIGHEST_LIMIT = 200;

    private final Rfqs rfqs;
    private final RfqDrawings drawings;

    RfqView(Rfqs rfqs, RfqDrawings drawings) {
        this.rfqs = rfqs;
        this.drawings = drawings;
    }

    record ShownFile(UUID id, String fileName, String mediaType, long size) {

        static ShownFile of(DrawingRow row) {
            return new ShownFile(row.id(), row.fileName(), row.mediaType(), row.size());
        }
    }

    /**
     * @param part null while it is one that the vendor has not prepared
     * @param number empty for none, as the revision
     * @param described whether the company described it, for a part that the vendor had not prepared
     * @param files those that it was sent with
     */
    record ShownLine(
            UUID id,
            @Nullable UUID part,
            String number,
            String revision,
            String description,
            @Nullable String material,
            @Nullable String finish,
            boolean described,
            List<Integer> quantities,
            List<ShownFile> files) {}

    record ShownPrice(UUID line, int quantity, BigDecimal price) {}

    /**
     * @param currency of all prices, as ISO 4217 has it; null without prices
     * @param prices of one piece
     * @param documents PDFs of the answer
     */
    record ShownQuote(
            @Nullable String currency,
            @Nullable Integer leadDays,
            @Nullable LocalDate validUntil,
            List<ShownPrice> prices,
            List<ShownFile> documents) {}

    /** A page of one side's RFQs. */
    interface Reader {

        /** @throws NotFound when the side has no such RFQ */
        RfqPage after(@Nullable RfqId last, int limit);
    }

    /** @throws InvalidValue for a limit out of range, and a cursor that is none */
    RfqPage page(@Nullable String cursor, int limit, Reader reader) {
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw new InvalidValue("limit", "limit.range");
        }
        try {
            return reader.after(cursor == null || cursor.isEmpty() ? null : RfqId.of(cursor), limit);
        } catch (NotFound noSuchPlace) {
            throw new InvalidValue("cursor", "cursor.malformed");
        }
    }

    /** Keeps a file until an RFQ or an answer names it. */
    interface Keeper {

        DrawingRow keep(InputStream content);
    }

    /** @throws InvalidValue when there is no file, or as the keeper does */
    ResponseEntity<ShownFile> keep(@Nullable InputStreamResource file, Keeper keeper) throws IOException {
        if (file == null) {
            throw new InvalidValue("drawing", "drawing.empty");
        }
        try (var content = file.getInputStream()) {
            return ResponseEntity.accepted().body(ShownFile.of(keeper.keep(content)));
        }
    }

    /** @throws NotFound unless it is a file of that RFQ or of its answer */
    void download(RfqRow rfq, String file, HttpServletResponse response) throws IOException {
        DrawingAnswer.download(drawings.get(rfq, rfqs.lines(rfq.id()), Ids.parse(file)), response);
    }

    List<ShownLine> lines(RfqRow rfq) {
        var lines = rfqs.lines(rfq.id());
        return lines(lines, drawings.of(rfq, lines));
    }

    private static List<ShownLine> lines(List<RfqRow.Line> lines, Map<UUID, List<DrawingRow>> files) {
        return lines.stream()
                .map(line -> new ShownLine(
                        line.id(),
                        line.part() == null ? null : line.part().value(),
                        line.number(),
                        line.revision(),
                        line.description(),
                        line.material(),
                        line.finish(),
                        line.isDescribed(),
                        line.quantities(),
                        files.getOrDefault(line.id(), List.of()).stream()
                                .map(ShownFile::of)
                                .toList()))
                .toList();
    }

    /** Null before the answer, and for one without an offer. */
    @Nullable
    ShownQuote quote(RfqRow rfq) {
        if (rfq.answeredAt() == null) {
            return null;
        }
        var quote = rfqs.quote(rfq.id());
        var documents = drawings.answer(rfq);
        return quote.isEmpty() && documents.isEmpty()
                ? null
                : new ShownQuote(
                        quote.currency() == null ? null : quote.currency().getCurrencyCode(),
                        quote.leadDays(),
                        quote.validUntil(),
                        quote.prices().stream()
                                .map(price -> new ShownPrice(price.line(), price.quantity(), price.price()))
                                .toList(),
                        documents.stream().map(ShownFile::of).toList());
    }
}
