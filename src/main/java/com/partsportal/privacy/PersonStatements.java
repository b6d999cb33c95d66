package com.partsportal.privacy;

import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Statements about one person, for the implementations of {@link PersonalData}. By JDBC, since each changes any number of
 * rows at once and shows columns that no entity shows. They may use the parameters {@code :account}, {@code :addresses},
 * {@code :vendors}, {@code :companies} (arrays) and {@code :pattern}, a regular expression of name and addresses.
 */
@Component
public class PersonStatements {

    private final JdbcClient jdbc;

    PersonStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows that the query finds. */
    public KeptRows kept(String table, String query, Person person) {
        return new KeptRows(
                table,
                jdbc.sql(query).params(person.parameters()).query().listOfRows().stream()
                        .map(PersonStatements::printable)
                        .toList());
    }

    private static Map<String, @Nullable Object> printable(Map<String, @Nullable Object> row) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        row.forEach((column, value) -> shown.put(
                column, value instanceof Timestamp time ? time.toInstant().toString() : plain(value)));
        return shown;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /** The ids that the query finds. */
    public List<UUID> ids(String query, Person person) {
        return jdbc.sql(query).params(person.parameters()).query(UUID.class).list();
    }

    /** The texts that the query finds. */
    public List<String> texts(String query, Person person) {
        return jdbc.sql(query).params(person.parameters()).query(String.class).list();
    }

    /** Runs a change. */
    public void change(String statement, Person person) {
        jdbc.sql(statement).params(person.parameters()).update();
    }
}
