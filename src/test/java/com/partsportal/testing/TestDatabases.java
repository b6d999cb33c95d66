package com.partsportal.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.springframework.boot.SpringApplication;

/** The PostgreSQL of this JVM, started by the first test that needs one; it goes with the JVM. */
public final class TestDatabases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabases() {}

    /**
     * The JDBC address of a new, empty database (user postgres, a superuser, no password). Its statements are counted in
     * {@code measured.pg_stat_statements}, out of the way of the portal's own tables.
     */
    public static String fresh() {
        var name = "portal" + COUNT.incrementAndGet();
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database " + name, e);
        }
        return Server.POSTGRES.getJdbcUrl("postgres", name);
    }

    /** The same with what that file in {@code src/test/resources} says: SQL, gzipped. */
    public static String copyOf(String file) {
        var address = fresh();
        try (var content = TestDatabases.class.getClassLoader().getResourceAsStream(file);
                var sql = new GZIPInputStream(Objects.requireNonNull(content, file));
                var connection = DriverManager.getConnection(address, "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(file, e);
        }
        return address;
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setRegisterShutdownHook(false)
                        .start();
                countStatements(postgres);
                SpringApplication.getShutdownHandlers().add(() -> stop(postgres)); // after the contexts that use it
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** In the database that every new one is a copy of. */
        private static void countStatements(EmbeddedPostgres postgres) {
            try (var connection = postgres.getTemplateDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create schema measured");
                statement.execute("create extension pg_stat_statements schema measured");
            } catch (SQLException e) {
                throw new IllegalStateException("statements cannot be counted", e);
            }
        }

        private static void stop(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
