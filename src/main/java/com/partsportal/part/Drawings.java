package com.partsportal.part;

import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;
import static org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization;

import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.Times;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;

/** The drawings of parts: one file each, of a type that its content shows as well. */
@Component
class Drawings {

    static final int LARGEST = 20 * 1024 * 1024;
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final DrawingStore store;
    private final Clock clock;

    Drawings(JdbcClient jdbc, DrawingStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    void put(PartId part, String fileName, byte[] content) {
        if (content.length == 0) {
            throw new InvalidValue("drawing", "drawing.empty");
        }
        if (content.length > LARGEST) {
            throw new InvalidValue("drawing", "drawing.large");
        }
        var name = name(fileName);
        var type = DrawingType.of(name, content).orElseThrow(() -> new InvalidValue("drawing", "drawing.type"));
        var id = Ids.next();
        remove(List.of(part.value()));
        jdbc.sql("""
                        insert into drawing (id, part_id, file_name, media_type, size, added_at)
                        values (:id, :part, :name, :type, :size, :now)""")
                .param("id", id)
                .param("part", part.value())
                .param("name", name)
                .param("type", type.mediaType())
                .param("size", content.length)
                .param("now", Timestamp.from(Times.now(clock)))
                .update();
        afterwards(STATUS_ROLLED_BACK, List.of(id));
        store.put(id, content);
    }

    /** A name as people have them, without a path; where it is shown it must read as it is. */
    private static String name(String fileName) {
        try {
            var name = Names.words("drawing", fileName, LONGEST_NAME);
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

    /** Those of these parts, in the caller's transaction; what is kept elsewhere goes when that has succeeded. */
    void remove(Collection<UUID> parts) {
        afterwards(
                STATUS_COMMITTED,
                jdbc.sql("delete from drawing where part_id in (:parts) returning id")
                        .param("parts", parts)
                        .query(UUID.class)
                        .list());
    }

    /** Tells the store that these are gone, if the transaction ends so. */
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

    Optional<Drawing> get(PartId part) {
        return jdbc.sql("select id, file_name, media_type from drawing where part_id = :part")
                .param("part", part.value())
                .query((row, number) -> new Drawing(
                        row.getString("file_name"),
                        row.getString("media_type"),
                        store.get(row.getObject("id", UUID.class))))
                .optional();
    }
}
