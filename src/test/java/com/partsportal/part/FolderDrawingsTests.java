package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.partsportal.shared.Ids;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FolderDrawingsTests {

    private final ApplicationContextRunner portal = new ApplicationContextRunner()
            .withBean(PartDrawingRepository.class, () -> mock(PartDrawingRepository.class))
            .withUserConfiguration(DatabaseDrawings.class, FolderDrawings.class);

    @TempDir
    Path folder;

    @Test
    void keepsEachDrawingUnderItsIdAndNothingElse() throws IOException {
        var drawings = new FolderDrawings(folder.resolve("made/at/start"));
        var one = Ids.next();
        var other = Ids.next();

        drawings.put(one, stream("first"));
        drawings.put(one, stream("second"));
        drawings.put(other, stream("other"));

        assertThat(read(drawings, one)).isEqualTo(bytes("second"));
        assertThat(read(drawings, other)).isEqualTo(bytes("other"));
        try (var files = Files.list(folder.resolve("made/at/start"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(one.toString(), other.toString());
        }
        assertThatThrownBy(() -> read(drawings, Ids.next())).isInstanceOf(IOException.class);
    }

    @Test
    void aFolderIsUsedWhereOneIsConfigured() {
        portal.withPropertyValues("portal.drawings.folder=" + folder)
                .run(started -> assertThat(started).getBean(DrawingStore.class).isInstanceOf(FolderDrawings.class));
        for (var none : new String[] {"unrelated=x", "portal.drawings.folder="}) {
            portal.withPropertyValues(none)
                    .run(started ->
                            assertThat(started).getBean(DrawingStore.class).isInstanceOf(DatabaseDrawings.class));
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(bytes(text));
    }

    private static byte[] read(DrawingStore drawings, UUID id) throws IOException {
        var content = new ByteArrayOutputStream();
        drawings.writeTo(id, content);
        return content.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
