package com.partsportal.bench;

import com.partsportal.harness.Postgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The database of one contender, seen by who measures, under another user than the contender's, so that the counts are the contender's alone. */
final class Database {

    private static final String ARMS_USER = "portal";
    private static final String OF_ARM = "dbid = (select oid from pg_database where datname = current_database())"
            + " and userid = (select oid from pg_roles where rolname = '" + ARMS_USER + "')";

    private static final String CONTROL =
            "query ~* '^\\s*(begin|commit|rollback|set|show|savepoint|release|deallocate|discard)'";

    final JdbcClient sql;
    final String url;

    private Database(String url) {
        this.url = url;
        sql = JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""));
    }

    static Database create(Postgres postgres, String name) {
        var server = new Database(postgres.url());
        server.sql
                .sql("do $$ begin create role " + ARMS_USER
                        + " login superuser; exception when duplicate_object then null; end $$")
                .update();
        server.sql.sql("create database " + name + " owner " + ARMS_USER).update();
        var database = new Database(postgres.url().replace("/postgres", "/" + name));
        database.sql.sql("create extension pg_stat_statements").update();
        return database;
    }

    /** The settings that the contender is started with. */
    static String user() {
        return ARMS_USER;
    }

    void forgetStatements() {
        sql.sql("select pg_stat_statements_reset()").query((rs, n) -> 0).list();
    }

    long statements() {
        return sql.sql("select coalesce(sum(calls), 0) from pg_stat_statements where " + OF_ARM + " and not " + CONTROL)
                .query(Long.class)
                .single();
    }

    /** Counted where they begin, which the driver does with the first statement only: a repeated COMMIT is not counted. */
    long transactions() {
        return sql.sql("select coalesce(sum(calls), 0) from pg_stat_statements where " + OF_ARM
                        + " and query ~* '^\\s*begin'")
                .query(Long.class)
                .single();
    }

    double statementMillis() {
        return sql.sql("select coalesce(sum(total_exec_time), 0) from pg_stat_statements where " + OF_ARM)
                .query(Double.class)
                .single();
    }

    /** The statements with their share of an onboarding, the most frequent first. */
    List<String> profile(int onboardings) {
        return sql.sql("select calls, total_exec_time, query from pg_stat_statements where " + OF_ARM
                        + " order by calls desc limit 200")
                .query((rs, n) -> String.format(
                        "%8.2f %8.3f ms  %s",
                        (double) rs.getLong(1) / onboardings,
                        rs.getDouble(2) / onboardings,
                        rs.getString(3).replaceAll("\\s+", " ")))
                .list();
    }

    String walPosition() {
        return sql.sql("select pg_current_wal_insert_lsn()::text")
                .query(String.class)
                .single();
    }

    long walSince(String position) {
        return sql.sql("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ?::pg_lsn)::bigint")
                .param(position)
                .query(Long.class)
                .single();
    }

    long count(String from) {
        return sql.sql("select count(*) from " + from).query(Long.class).single();
    }

    /** Makes the indexes on the engine's tables those that Camunda ships. */
    void stockIndexes() {
        var own = indexes("public");
        sql.sql("create schema stock").update();
        var stock = new DriverManagerDataSource(url + "?currentSchema=stock", "postgres", "");
        var create = new ResourceDatabasePopulator();
        for (var part : List.of(
                "engine",
                "history",
                "identity",
                "case.engine",
                "case.history",
                "decision.engine",
                "decision.history")) {
            create.addScript(new ClassPathResource(
                    "org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql"));
        }
        create.execute(stock);
        var shipped = indexes("stock");
        sql.sql("drop schema stock cascade").update();
        own.keySet().stream()
                .filter(index -> !shipped.containsKey(index))
                .forEach(index -> sql.sql("drop index " + index).update());
        shipped.entrySet().stream()
                .filter(index -> !own.containsKey(index.getKey()))
                .forEach(index ->
                        sql.sql(index.getValue().replace("stock.", "public.")).update());
    }

    private TreeMap<String, String> indexes(String schema) {
        var found = new TreeMap<String, String>();
        sql.sql("select indexname, indexdef from pg_indexes where schemaname = ? and tablename like 'act\\_%'")
                .param(schema)
                .query((rs, n) -> found.put(rs.getString(1), rs.getString(2)))
                .list();
        return found;
    }

    /** Several statements in one session, however long they take. */
    void bulk(String statements) {
        try (var connection = DriverManager.getConnection(url, "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Copies of rows, which are made without checking the rows that they refer to. Indexes of these tables that are no
     * constraints are dropped before and made anew afterwards, which takes much less time than to keep them.
     */
    void fill(List<String> tables, String inserts) {
        var indexes = new TreeMap<String, String>();
        sql.sql("""
                        select i.indexname, i.indexdef from pg_indexes i
                        where i.schemaname = 'public' and i.tablename = any(?)
                          and not exists (select from pg_constraint c where c.conindid = cast(i.indexname as regclass))""")
                .param(tables.toArray(String[]::new))
                .query((rs, n) -> indexes.put(rs.getString(1), rs.getString(2)))
                .list();
        var drops = indexes.keySet().stream()
                .map(index -> "drop index " + index + ";\n")
                .collect(Collectors.joining());
        bulk("set session_replication_role = replica; set synchronous_commit = off;\n" + drops + inserts);
        // those of searches take as long as all others together
        indexes.values().stream()
                .collect(Collectors.partitioningBy(index -> index.contains("USING gin")))
                .values()
                .parallelStream()
                .forEach(some -> bulk("set maintenance_work_mem = '1GB';\n" + String.join(";\n", some)));
        analyze();
    }

    void analyze() {
        sql.sql("vacuum analyze").update();
    }
}
