package com.partsportal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other packages use says in its Javadoc what it is for, in more words than its name has. */
class PublicJavadocTests {

    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "the", "of", "this", "that", "its", "is", "in", "to", "for", "by", "and", "returns", "gets");

    @Test
    void publicTypesAndMethodsHaveJavadoc() throws IOException {
        assertThat(undocumented(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void whatHasNoneAndWhatOnlyRepeatsTheNameIsFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Sample.java"), """
                /** A sample. */
                public class Sample {
                    public void bare() {}
                    /** The latest name. */
                    public String latestName() { return ""; }
                    /** The name that was given last. */
                    public String name() { return ""; }
                    void hidden() {}
                    @Override
                    public String toString() { return ""; }
                    /** Its parts. */
                    public interface Part {
                        int length();
                    }
                }
                """);
        assertThat(undocumented(folder))
                .containsExactlyInAnyOrder(
                        "Sample.Sample repeats", "Sample.bare", "Sample.latestName repeats", "Sample.length");
    }

    private static List<String> undocumented(Path root) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var sources = Files.walk(root)) {
            var java = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            var visitor = new Visitor(DocTrees.instance(task));
            visitor.scan(task.parse(), null);
            return visitor.found;
        }
    }

    /** Visits the public types and what they declare for others. */
    private static final class Visitor extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees docs;
        private final List<String> found = new ArrayList<>();

        Visitor(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            if (type.getSimpleName().isEmpty() || !isVisible(type.getModifiers())) {
                return null;
            }
            check(type.getSimpleName().toString());
            return super.visitClass(type, none);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            var isOverride = method.getModifiers().getAnnotations().stream()
                    .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
            if (method.getReturnType() != null && !isOverride && isVisible(method.getModifiers())) {
                check(method.getName().toString());
            }
            return null;
        }

        private boolean isVisible(ModifiersTree modifiers) {
            var holder = getCurrentPath().getParentPath();
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || holder.getLeaf().getKind() == Tree.Kind.INTERFACE
                            && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private void check(String name) {
            var path = getCurrentPath();
            var text = docs.getDocComment(path);
            var qualified = file(path) + "." + name;
            if (text == null || text.isBlank()) {
                found.add(qualified);
            } else if (words(name).containsAll(words(text))) {
                found.add(qualified + " repeats");
            }
        }

        private static String file(TreePath path) {
            CompilationUnitTree unit = path.getCompilationUnit();
            return Path.of(unit.getSourceFile().getName())
                    .getFileName()
                    .toString()
                    .replace(".java", "");
        }

        private static Set<String> words(String text) {
            return Stream.of(text.replaceAll("([a-z])([A-Z])", "$1 $2")
                            .toLowerCase()
                            .split("[^a-z0-9]+"))
                    .filter(word -> !word.isEmpty() && !SMALL_WORDS.contains(word))
                    .collect(Collectors.toSet());
        }
    }
}
