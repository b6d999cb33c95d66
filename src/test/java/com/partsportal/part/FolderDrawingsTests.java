package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.partsportal.shared.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class FolderDrawingsTests {

    private final ApplicationContextRunner portal = new ApplicationContextRunner()
            .withBean(JdbcClient.class, () -> mock(JdbcClient.class))
            .withUserConfiguration(DatabaseDrawings.class, FolderDrawings.class);

    @TempDir
    Path folder;

    @Test
    void keepsEachDrawingUnderItsIdAndNothingElse() throws IOException {
        var drawings = new FolderDrawings(folder.resolve("made/at/start"));
        var one = Ids.next();
        var other = Ids.next();

        drawings.put(one, bytes("first"));
        drawings.put(one, bytes("second"));
        drawings.put(other, bytes("other"));

        assertThat(drawings.get(one)).isEqualTo(bytes("second"));
        assertThat(drawings.get(other)).isEqualTo(bytes("other"));
        try (var files = Files.list(folder.resolve("made/at/start"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(one.toString(), other.toString());
        }
        assertThatThrownBy(() -> drawings.get(Ids.next())).isInstanceOf(UncheckedIOException.class);
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
