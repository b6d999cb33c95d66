package com.partsportal.part;

import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drawings in PostgreSQL, beside their rows: one backup, one transaction. */
@Component
@ConditionalOnExpression("'${portal.drawings.folder:}'.isEmpty()")
class DatabaseDrawings implements DrawingStore {

    private final JdbcClient jdbc;

    DatabaseDrawings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void put(UUID drawing, byte[] content) {
        jdbc.sql("update drawing set content = :content where id = :id")
                .param("content", content)
                .param("id", drawing)
                .update();
    }

    @Override
    public byte[] get(UUID drawing) {
        return jdbc.sql("select content from drawing where id = :id")
                .param("id", drawing)
                .query(byte[].class)
                .single();
    }

    @Override
    public void removed(UUID drawing) {
        // The content was in the row.
    }
}
