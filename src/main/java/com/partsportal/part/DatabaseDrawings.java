package com.partsportal.part;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/** Drawings in PostgreSQL, beside their rows, in portions: one backup, one transaction. */
@Component
@ConditionalOnExpression("'${portal.drawings.folder:}'.isEmpty()")
class DatabaseDrawings implements DrawingStore {

    private static final int PORTION = 256 * 1024;

    private final PartDrawingRepository drawings;

    DatabaseDrawings(PartDrawingRepository drawings) {
        this.drawings = drawings;
    }

    @Override
    public void put(UUID drawing, InputStream content) throws IOException {
        var position = 0;
        for (var portion = content.readNBytes(PORTION); portion.length > 0; portion = content.readNBytes(PORTION)) {
            drawings.addPortion(drawing, position++, portion);
        }
    }

    @Override
    public void writeTo(UUID drawing, OutputStream out) throws IOException {
        var position = 0;
        for (var portion = drawings.portion(drawing, position);
                portion != null;
                portion = drawings.portion(drawing, ++position)) {
            out.write(portion);
        }
    }

    @Override
    public void removed(UUID drawing) {
        // The portions went with the row.
    }
}
