package com.partsportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README and the documents link to exists, and the map names every module. */
class DocumentationTests {

    private static final Path README = Path.of("README.md");

    /** A link or a picture of a file of the repository; what follows a {@code #} is left out. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:|#|/)([^)#\\s]+)");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        var broken = new ArrayList<String>();
        for (var document : documents()) {
            LINK.matcher(Files.readString(document))
                    .results()
                    .map(link -> link.group(1))
                    .forEach(target -> {
                        if (!Files.exists(document.resolveSibling(target))) {
                            broken.add(document + ": " + target);
                        }
                    });
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theMapNamesEveryModule() throws IOException {
        var readme = Files.readString(README);
        try (var modules = Files.list(Path.of("src/main/java/com/partsportal"))) {
            assertThat(modules.filter(Files::isDirectory).map(module -> "[`" + module.getFileName() + "`]"))
                    .allMatch(readme::contains);
        }
    }

    private static List<Path> documents() throws IOException {
        try (var files = Files.walk(Path.of("src/docs"))) {
            return Stream.concat(
                            Stream.of(README),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }
}
