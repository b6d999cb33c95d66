package com.partsportal.part;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A small image of a drawing. Written by {@link ThumbnailRepository#keep}. */
@Entity
@Table(name = "drawing_thumbnail")
class Thumbnail {

    @Id
    private UUID drawingId;

    /** A PNG; empty when none can be made. */
    private byte[] content;

    protected Thumbnail() {}

    byte[] content() {
        return content;
    }
}
