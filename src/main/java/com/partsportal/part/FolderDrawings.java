package com.partsportal.part;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/** Drawings in a folder that all nodes share, each under the id of its row: no name that a person gave reaches the disk. */
@Component
@ConditionalOnExpression("!'${portal.drawings.folder:}'.isEmpty()")
class FolderDrawings implements DrawingStore {

    private static final Logger log = LoggerFactory.getLogger(FolderDrawings.class);

    private final Path folder;

    FolderDrawings(@Value("${portal.drawings.folder}") Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public void put(UUID drawing, InputStream content) throws IOException {
        var unfinished = Files.createTempFile(folder, "unfinished-", null);
        try {
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, file(drawing), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public void writeTo(UUID drawing, OutputStream out) throws IOException {
        Files.copy(file(drawing), out);
    }

    @Override
    public void removed(UUID drawing) {
        try {
            Files.deleteIfExists(file(drawing));
        } catch (IOException failed) {
            log.warn("drawing {} stays in the folder, though nothing leads to it: {}", drawing, failed.toString());
        }
    }

    private Path file(UUID drawing) {
        return folder.resolve(drawing.toString());
    }
}
