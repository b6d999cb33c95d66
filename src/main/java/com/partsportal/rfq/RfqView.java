package com.partsportal.rfq;

import com.partsportal.part.DrawingRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the API says of an RFQ to both sides. */
@Component
class RfqView {

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

    List<ShownLine> lines(RfqRow rfq, List<RfqRow.Line> lines) {
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
