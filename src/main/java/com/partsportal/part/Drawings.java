package com.partsportal.part;

import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;
import static org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization;

import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;

/** The files of drawings: of a type that the content shows as well, streamed to and from their store. */
@Component
class Drawings {

    static final long LARGEST = 20L * 1024 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final Duration UNASSIGNED_KEPT = Duration.ofDays(7);

    private final PartDrawingRepository drawings;
    private final DrawingStore store;
    private final Thumbnails thumbnails;
    private final Clock clock;

    Drawings(PartDrawingRepository drawings, DrawingStore store, Thumbnails thumbnails, Clock clock) {
        this.thumbnails = thumbnails;
        this.drawings = drawings;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Stores a file, in the caller's transaction.
     *
     * @param part null for one that no part has yet
     * @throws InvalidValue with field {@code drawing}
     */
    DrawingRow add(CustomerId customer, @Nullable PartId part, String fileName, InputStream content) {
        return add(
                fileName,
                content,
                (id, name, type, size) ->
                        new PartDrawing(id, customer, part, name, type, size, DatabaseTime.now(clock)));
    }

    /** The same for a file that comes with an RFQ: a company's, or one of a vendor's answer to this customer. */
    DrawingRow addForRfq(
            @Nullable CompanyId company, @Nullable CustomerId customer, String fileName, InputStream content) {
        return add(
                fileName,
                content,
                (id, name, type, size) ->
                        PartDrawing.forRfq(id, company, customer, name, type, size, DatabaseTime.now(clock)));
    }

    private interface NewRow {

        PartDrawing of(UUID id, String name, DrawingType type, long size);
    }

    private DrawingRow add(String fileName, InputStream content, NewRow made) {
        var name = name(fileName);
        var id = Ids.next();
        afterwards(STATUS_ROLLED_BACK, List.of(id));
        try (var limited = new LimitedStream(content, LARGEST);
                var all = new BufferedInputStream(limited, DrawingType.BEGINNING)) {
            all.mark(DrawingType.BEGINNING);
            var beginning = all.readNBytes(DrawingType.BEGINNING);
            all.reset();
            if (beginning.length == 0) {
                throw new InvalidValue("drawing", "drawing.empty");
            }
            var type = DrawingType.of(name, beginning).orElseThrow(() -> new InvalidValue("drawing", "drawing.type"));
            store.put(id, all);
            return drawings.saveAndFlush(made.of(id, name, type, limited.count()))
                    .row();
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    /** Attaches a copy: the file itself stays where it is. */
    void copy(PartDrawing file, CustomerId customer, UUID to) {
        var id = Ids.next();
        afterwards(STATUS_ROLLED_BACK, List.of(id));
        try {
            var content = Files.createTempFile("drawing-", null);
            try {
                try (var out = Files.newOutputStream(content)) {
                    store.writeTo(file.id(), out);
                }
                try (var in = Files.newInputStream(content)) {
                    store.put(id, in);
                }
            } finally {
                Files.delete(content);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        drawings.saveAndFlush(file.copy(id, customer, to, DatabaseTime.now(clock)));
    }

    /** A name as people have them, without a path; where it is shown it must read as it is. */
    static String name(String fileName) {
        try {
            var name = FreeText.portalLine("drawing", fileName, LONGEST_NAME);
            if (name != null
                    && !name.startsWith(".")
                    && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':')) {
                return name;
            }
        } catch (InvalidValue unreadable) {
            // as any other bad name
        }
        throw new InvalidValue("drawing", "drawing.name");
    }

    /** By part; parts without any are missing. */
    Map<PartId, List<DrawingRow>> ofParts(Collection<PartId> parts) {
        return byPart(parts.isEmpty() ? List.of() : drawings.ofParts(values(parts)));
    }

    /** As an RFQ that was sent at this time has them. */
    Map<PartId, List<DrawingRow>> sent(Collection<PartId> parts, Instant at) {
        return byPart(parts.isEmpty() ? List.of() : drawings.sent(values(parts), at));
    }

    private static List<UUID> values(Collection<PartId> parts) {
        return parts.stream().map(PartId::value).toList();
    }

    private static Map<PartId, List<DrawingRow>> byPart(List<PartDrawing> rows) {
        return rows.stream()
                .map(PartDrawing::row)
                .collect(Collectors.groupingBy(row -> new PartId(Objects.requireNonNull(row.part()))));
    }

    List<DrawingRow> unassigned(CustomerId customer) {
        return drawings.unassigned(customer.value()).stream()
                .map(PartDrawing::row)
                .toList();
    }

    Optional<DrawingRow> find(CustomerId customer, UUID drawing) {
        return drawings.find(customer.value(), drawing).map(PartDrawing::row);
    }

    Drawing content(DrawingRow row) {
        return new Drawing(row, out -> store.writeTo(row.id(), out), () -> thumbnails.of(row));
    }

    /** Gives one to a part that had none. */
    void assign(CustomerId customer, UUID drawing, PartId part) {
        drawings.find(customer.value(), drawing).orElseThrow().assign(part);
        drawings.flush();
    }

    /** Those of these parts, in the caller's transaction; what is kept elsewhere goes when that has succeeded. */
    void removeOf(Collection<UUID> parts) {
        if (!parts.isEmpty()) {
            remove(drawings.idsOf(parts));
        }
    }

    /** @param retained whether an RFQ was sent with it, so that its content stays */
    void remove(CustomerId customer, UUID drawing, boolean retained) {
        if (retained) {
            drawings.find(customer.value(), drawing).orElseThrow().retain(DatabaseTime.now(clock));
            drawings.flush();
        } else {
            remove(List.of(drawing));
        }
    }

    /** Those that no part of this customer has. */
    void removeUnassigned(CustomerId customer) {
        remove(drawings.unassignedIds(customer.value()));
    }

    void move(CustomerId from, CustomerId to) {
        drawings.move(from.value(), to.value());
    }

    /** Forgets files that nobody gave to a part within a week. */
    @Scheduled(initialDelayString = "PT19M", fixedDelayString = "PT6H")
    @Transactional
    public void forget() {
        remove(drawings.forgotten(DatabaseTime.now(clock).minus(UNASSIGNED_KEPT)));
    }

    /** Those of these ids, for good, in the caller's transaction. */
    void remove(List<UUID> gone) {
        if (!gone.isEmpty()) {
            drawings.remove(gone);
            afterwards(STATUS_COMMITTED, gone);
        }
    }

    /** Notifies the store that these are gone, if the transaction commits. */
    private void afterwards(int end, List<UUID> gone) {
        registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == end) {
                    gone.forEach(store::removed);
                }
            }
        });
    }
}
