package com.partsportal.rfq;

import com.partsportal.part.Drawing;
import com.partsportal.part.DrawingRow;
import com.partsportal.part.PartDrawings;
import com.partsportal.part.RfqFiles;
import com.partsportal.shared.NotFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The files of an RFQ as it was sent: the drawings of its parts, also those that were removed since, what the company added
 * to a part that it described, and the documents of the answer. Whether the caller may see the RFQ is checked before.
 */
@Component
class RfqDrawings {

    private final PartDrawings drawings;
    private final RfqFiles files;

    RfqDrawings(PartDrawings drawings, RfqFiles files) {
        this.drawings = drawings;
        this.files = files;
    }

    /** By line; lines without any are missing. */
    Map<UUID, List<DrawingRow>> of(RfqRow rfq, List<RfqRow.Line> lines) {
        var prepared = lines.stream().filter(line -> !line.isDescribed()).toList();
        var sent = drawings.sent(
                prepared.stream()
                        .map(line -> Objects.requireNonNull(line.part()))
                        .toList(),
                sentAt(rfq));
        var byLine = new HashMap<>(files.attached(lines.stream()
                .filter(RfqRow.Line::isDescribed)
                .map(RfqRow.Line::id)
                .toList()));
        prepared.forEach(line -> {
            var ofPart = sent.get(Objects.requireNonNull(line.part()));
            if (ofPart != null) {
                byLine.put(line.id(), ofPart);
            }
        });
        return byLine;
    }

    /** The documents of the answer, by name. */
    List<DrawingRow> answer(RfqRow rfq) {
        return rfq.answeredAt() == null
                ? List.of()
                : files.attached(List.of(rfq.id().value()))
                        .getOrDefault(rfq.id().value(), List.of());
    }

    /** @throws NotFound unless it is one of these */
    Drawing get(RfqRow rfq, List<RfqRow.Line> lines, UUID drawing) {
        var all = new ArrayList<>(answer(rfq));
        of(rfq, lines).values().forEach(all::addAll);
        return all.stream()
                .filter(row -> row.id().equals(drawing))
                .findFirst()
                .map(files::content)
                .orElseThrow(NotFound::new);
    }

    private static Instant sentAt(RfqRow rfq) {
        return rfq.reviewAt() == null ? rfq.createdAt() : rfq.reviewAt();
    }
}
