package com.partsportal.part;

import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The files that come with RFQs, of the kinds and limits of drawings: a company's for a part that the vendor does not know
 * yet, and those of the vendor's answer. A file is kept from the moment in which it is chosen; what is not sent within a
 * week is forgotten. Who may see an RFQ is checked by the caller.
 */
@Service
public class RfqFiles {

    /** The most files of one company, or for one customer, that are chosen and not sent. */
    private static final int MOST_UNSENT = 200;

    private final PartDrawingRepository files;
    private final Drawings drawings;

    RfqFiles(PartDrawingRepository files, Drawings drawings) {
        this.files = files;
        this.drawings = drawings;
    }

    /**
     * Keeps a file that somebody of a company chose.
     *
     * @throws InvalidValue with field {@code drawing} for a file that is empty, too large, badly named or not what its
     *     name says
     */
    @Transactional
    public DrawingRow keep(CompanyId company, String fileName, InputStream content) {
        requireRoom(company.value());
        return drawings.addForRfq(company, null, fileName, content);
    }

    /**
     * Keeps a file that a vendor chose for its answer.
     *
     * @throws InvalidValue as {@link #keep}, and for anything but a PDF
     */
    @Transactional
    public DrawingRow keepAnswer(CustomerId customer, String fileName, InputStream content) {
        requireRoom(customer.value());
        var kept = drawings.addForRfq(null, customer, fileName, content);
        if (!kept.mediaType().equals(DrawingType.PDF.mediaType())) {
            throw new InvalidValue("drawing", "drawing.pdf");
        }
        return kept;
    }

    private void requireRoom(UUID owner) {
        if (files.unsent(owner) >= MOST_UNSENT) {
            throw new InvalidValue("drawing", "drawing.many");
        }
    }

    /** Those of these that are this company's own, sent or not, oldest first. */
    @Transactional(readOnly = true)
    public List<DrawingRow> of(CompanyId company, Collection<UUID> which) {
        return which.isEmpty() ? List.of() : rows(files.ofCompany(company.value(), which));
    }

    /** Those of these that are kept for an answer to this customer, oldest first. */
    @Transactional(readOnly = true)
    public List<DrawingRow> ofAnswer(CustomerId customer, Collection<UUID> which) {
        return which.isEmpty() ? List.of() : rows(files.ofAnswer(customer.value(), which));
    }

    /**
     * Sends a company's files with a line of an RFQ: exactly these from now on. One that was sent with another line stays
     * there and is copied.
     *
     * @throws NotFound when one of them is not this company's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(CompanyId company, CustomerId customer, UUID line, Collection<UUID> which) {
        var gone = files.attached(List.of(line)).stream()
                .map(PartDrawing::id)
                .filter(file -> !which.contains(file))
                .toList();
        drawings.remove(gone);
        if (which.isEmpty()) {
            return;
        }
        var own = files.ofCompany(company.value(), which);
        if (own.size() != which.size()) {
            throw new NotFound();
        }
        for (var file : own) {
            if (!line.equals(file.attachedTo()) && files.attach(file.id(), customer.value(), line) == 0) {
                drawings.copy(file, customer, line);
            }
        }
    }

    /**
     * Sends the files that a vendor chose with its answer.
     *
     * @throws NotFound when one of them is not kept for an answer to this customer
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answer(CustomerId customer, UUID rfq, Collection<UUID> which) {
        for (var file : which) {
            if (files.ofAnswer(customer.value(), List.of(file)).isEmpty()
                    || files.attach(file, customer.value(), rfq) == 0) {
                throw new NotFound();
            }
        }
    }

    /** The vendor made a part of a line: its files are the part's as well. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void assign(UUID line, PartId part) {
        files.assignAttached(line, part.value());
    }

    /** Those of these lines, or of the answers to these RFQs, by name; what has none is missing. */
    @Transactional(readOnly = true)
    public Map<UUID, List<DrawingRow>> attached(Collection<UUID> to) {
        return to.isEmpty()
                ? Map.of()
                : files.attached(to).stream()
                        .collect(Collectors.groupingBy(
                                file -> Objects.requireNonNull(file.attachedTo()),
                                Collectors.mapping(PartDrawing::row, Collectors.toList())));
    }

    /** The content of one that {@link #attached} gave. */
    public Drawing content(DrawingRow file) {
        return drawings.content(file);
    }

    private static List<DrawingRow> rows(List<PartDrawing> files) {
        return files.stream().map(PartDrawing::row).toList();
    }
}
