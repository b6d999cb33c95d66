package com.partsportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is longer than a reader keeps in mind is split by meaning. */
class ClassLengthTests {

    private static final int MOST_LINES = 400;

    @Test
    void noClassIsLongerThanFourHundredLines() throws IOException {
        var tooLong = new TreeMap<String, Long>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                try (var lines = Files.lines(file)) {
                    var type = file.getFileName().toString().replace(".java", "");
                    var count = lines.count();
                    if (count > MOST_LINES) {
                        tooLong.put(type, count);
                    }
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }
}
