package com.partsportal;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A table belongs to one module, and only that module reads and writes it: JPQL, native queries and JDBC alike. A page
 * that joins several modules does so in a class named {@code …Report}.
 */
class SqlOwnershipTests {

    private static final Path SOURCES = Path.of("src/main/java/com/partsportal");

    /** The tables of each module. */
    private static final Map<String, Set<String>> TABLES = Map.ofEntries(
            tables("shared", "rate_limit", "form_answer"),
            tables("api", "idempotent_answer"),
            tables("privacy", "privacy_event"),
            tables("audit", "audit_entry"),
            tables("mail", "sent_mail"),
            tables(
                    "account",
                    "account",
                    "account_event",
                    "password_link",
                    "reserved_address",
                    "passkey",
                    "authenticator",
                    "recovery_code",
                    "staff_identity"),
            tables("invitation", "invitation", "invitation_opening"),
            tables("notification", "notification"),
            tables("vendor", "vendor", "vendor_event", "vendor_logo", "vendor_user", "ranking", "api_key"),
            tables("company", "company", "company_user", "company_change", "company_event"),
            tables("customer", "customer", "timeline"),
            tables("customerimport", "customer_import", "customer_import_row"),
            tables("table", "remembered_column"),
            tables("part", "part", "drawing", "drawing_chunk", "drawing_thumbnail", "part_file"),
            tables("rfq", "rfq", "rfq_line", "rfq_price"),
            tables("webhook", "webhook_endpoint", "webhook_delivery"),
            tables("insight", "engine_operation"),
            tables(
                    "emailchange",
                    "email_change",
                    "email_change_link",
                    "email_change_event",
                    "support_case",
                    "support_case_event"));

    /** Spring Session's, not ours: {@code access} configures it, {@code account} lists and ends a person's sessions. */
    private static final Set<String> SESSIONS = Set.of("spring_session", "spring_session_attributes");

    /** Writes the rows of all modules at once, without their services: the data of profile {@code demo}. */
    private static final Set<String> WHOLE_DATABASE = Set.of("demo");

    /** On the engine's tables and Spring Session's, and bulk statements; reports and bulk writers say so by their names. */
    private static final Set<String> JDBC = Set.of(
            "account.Sessions",
            "privacy.RetentionStatements",
            "privacy.PersonStatements",
            "privacy.Retention",
            "webapps.StaffGrants");

    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile("\\b(?:from|join|into|update|using|truncate)\\s+([A-Za-z_]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENTITY = Pattern.compile("@Entity\\b[^{]*?\\bclass (\\w+)", Pattern.DOTALL);

    @Test
    void eachTableOfTheMigrationsHasAModule() throws IOException {
        var created = new TreeSet<String>();
        var dropped = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (var file : files.toList()) {
                var sql = Files.readString(file);
                find("create table (?:if not exists )?([a-z_]+)", sql, created);
                find("drop table (?:if exists )?([a-z_]+)", sql, dropped);
            }
        }
        created.removeAll(dropped);
        created.removeAll(SESSIONS);
        created.removeIf(table -> table.startsWith("act_"));

        assertThat(TABLES.values().stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void onlyItsModuleUsesATable() throws IOException {
        var found = new HashMap<String, Set<String>>();
        for (var source : sources()) {
            var type = source.getFileName().toString().replace(".java", "");
            var foreign = foreign(module(source), Files.readString(source), entities());
            if (!foreign.isEmpty() && !type.endsWith("Report") && !WHOLE_DATABASE.contains(module(source))) {
                found.put(module(source) + "." + type, foreign);
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void jdbcIsForReportsBulkStatementsAndTablesOfLibraries() throws IOException {
        var found = new TreeSet<String>();
        for (var source : sources()) {
            var name = module(source) + "." + source.getFileName().toString().replace(".java", "");
            if (usesJdbc(Files.readString(source))
                    && !name.endsWith("Report")
                    && !name.endsWith("BulkWriter")
                    && !WHOLE_DATABASE.contains(module(source))) {
                found.add(name);
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(JDBC);
        assertThat(usesJdbc("import org.springframework.jdbc.core.JdbcTemplate;"))
                .isTrue();
        assertThat(usesJdbc("jdbc = JdbcClient.create(database);")).isTrue();
    }

    private static boolean usesJdbc(String source) {
        return Pattern.compile(
                        "\\b(JdbcClient|JdbcTemplate|NamedParameterJdbcTemplate|PreparedStatement|createNativeQuery)\\b")
                .matcher(COMMENT.matcher(source).replaceAll(" "))
                .find();
    }

    @Test
    void violationsAreFound() {
        var owners = owners();
        owners.put("customer", "customer");
        assertThat(foreign("mail", "jdbc.sql(\"select id from customer\")", owners))
                .containsExactly("customer");
        assertThat(foreign("mail", "@Query(\"\"\"\n  select c\n  from Customer c\"\"\")", owners))
                .containsExactly("customer");
        assertThat(foreign("mail", "\"delete \" + \"from sent_mail where id in (select id from rfq)\"", owners))
                .containsExactly("rfq");
        assertThat(foreign("mail", "/** Taken from customer and part. */", owners))
                .isEmpty();
        assertThat(foreign("customer", "\"update customer set version = version + 1\"", owners))
                .isEmpty();
    }

    /** The tables and entities of other modules in the SQL of this source. */
    private static Set<String> foreign(String module, String source, Map<String, String> owners) {
        var found = new TreeSet<String>();
        var literals = LITERAL.matcher(COMMENT.matcher(source).replaceAll(" "));
        while (literals.find()) {
            var tables = TABLE.matcher(literals.group().replace("\\n", " "));
            while (tables.find()) {
                var table = tables.group(1).toLowerCase(Locale.ROOT);
                var owner = owners.get(table);
                if (owner != null && !owner.equals(module)) {
                    found.add(table);
                }
            }
        }
        return found;
    }

    /** Whose tables and entities these are, by name in lower case. */
    private static Map<String, String> entities() throws IOException {
        var owners = owners();
        for (var source : sources()) {
            var entity = ENTITY.matcher(Files.readString(source));
            while (entity.find()) {
                owners.put(entity.group(1).toLowerCase(Locale.ROOT), module(source));
            }
        }
        return owners;
    }

    private static Map<String, String> owners() {
        return new HashMap<>(TABLES.entrySet().stream()
                .flatMap(module -> module.getValue().stream().map(table -> Map.entry(table, module.getKey())))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String module(Path source) {
        var within = SOURCES.relativize(source);
        return within.getNameCount() > 1 ? within.getName(0).toString() : "";
    }

    private static void find(String pattern, String text, Set<String> into) {
        var matcher = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }

    private static Map.Entry<String, Set<String>> tables(String module, String... tables) {
        return Map.entry(module, Arrays.stream(tables).collect(toCollection(TreeSet::new)));
    }
}
