package com.partsportal.table;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;

/** What a vendor's people said that a column means. Written by {@link RememberedColumnRepository#remember}. */
@Entity
@IdClass(RememberedColumn.Key.class)
class RememberedColumn {

    @Id
    private UUID vendorId;

    @Id
    private String kind;

    /** Normalised, see {@link Headings#normalised}. */
    @Id
    private String title;

    private String field;

    protected RememberedColumn() {}

    record Key(UUID vendorId, String kind, String title) implements Serializable {}

    String title() {
        return title;
    }

    String field() {
        return field;
    }
}
