package com.partsportal.table;

import com.partsportal.shared.Folding;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which titles of columns mean which field, from {@code table/headings.properties}. Case, accents and every sign but letters
 * and digits do not matter.
 */
public final class Headings {

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)|\\[[^]]*]");
    private static final int LONGEST_TITLE = 200;
    private static final Properties WORDS = words();

    /** Of customers. */
    public static final Headings CUSTOMERS =
            new Headings("customer", List.of("company_name", "email", "phone", "ranking", "external_id"));

    /** Of parts. */
    public static final Headings PARTS = new Headings(
            "part",
            List.of(
                    "number",
                    "revision",
                    "description",
                    "material",
                    "finish",
                    "last_quoted",
                    "last_quoted_quantity",
                    "last_ordered",
                    "last_ordered_quantity"));

    private final String kind;
    private final List<String> fields;

    /** By normalised title. Of two columns that may mean one field the one with the better rank does. */
    private final Map<String, Meaning> meanings = new HashMap<>();

    private record Meaning(String field, int rank) {}

    private Headings(String kind, List<String> fields) {
        this.kind = kind;
        this.fields = fields;
        for (var field : fields) {
            var titles = new LinkedHashSet<String>();
            titles.add(normalised(field));
            for (var title : WORDS.getProperty(kind + "." + field, "").split(",")) {
                titles.add(normalised(title));
            }
            var rank = 0;
            for (var title : titles) {
                meanings.putIfAbsent(title, new Meaning(field, rank++));
            }
        }
    }

    /** What the table holds: {@code customer} or {@code part}. */
    public String kind() {
        return kind;
    }

    /** Fields that a column can mean, as the template of the file names them. */
    public List<String> fields() {
        return fields;
    }

    /** Of titles that differ in nothing that matters. */
    static String normalised(String title) {
        return SIGNS.matcher(Folding.fold(title)).replaceAll("");
    }

    Optional<String> field(String title) {
        return meaning(title).map(Meaning::field);
    }

    /** How good a word it is for its field: 0 is the best. */
    int rank(String title) {
        return meaning(title).map(Meaning::rank).orElse(Integer.MAX_VALUE);
    }

    private Optional<Meaning> meaning(String title) {
        if (title.length() > LONGEST_TITLE) {
            return Optional.empty();
        }
        return Optional.ofNullable(meanings.get(normalised(title)))
                .or(() -> Optional.ofNullable(
                        meanings.get(normalised(REMARK.matcher(title).replaceAll("")))));
    }

    /** How many different fields these titles mean. */
    int known(List<String> titles) {
        Set<String> found = new LinkedHashSet<>();
        titles.forEach(title -> field(title).ifPresent(found::add));
        return found.size();
    }

    private static Properties words() {
        var words = new Properties();
        try (var file = new InputStreamReader(
                Objects.requireNonNull(Headings.class.getResourceAsStream("/table/headings.properties")),
                StandardCharsets.UTF_8)) {
            words.load(file);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
