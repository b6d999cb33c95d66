package com.partsportal.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes many open invitations out of one, by SQL: every row that belongs to the customer, in the portal's tables and in
 * those of whatever engine it is, is copied, with other ids and addresses.
 */
final class InvitationCopies {

    private record Part(String table, String rows) {}

    private final Database database;
    private final String customer;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();

    /** @param customer who was invited and did not answer */
    InvitationCopies(Database database, String customer) {
        this.database = database;
        this.customer = customer;
        find();
        parts.forEach(part -> ids.addAll(idsOf(part)));
    }

    /** Copies it under the numbers from {@code first} to {@code last}. */
    void make(int first, int last) {
        var statements = new StringBuilder();
        for (var part : parts) {
            var columns = columns(part);
            statements
                    .append("insert into ")
                    .append(part.table)
                    .append(" (")
                    .append(String.join(", ", columns.keySet()))
                    .append(") select ")
                    .append(String.join(", ", columns.values()))
                    .append(" from ")
                    .append(part.table)
                    .append(" t cross join generate_series(")
                    .append(first)
                    .append(", ")
                    .append(last)
                    .append(") n where ")
                    .append(part.rows)
                    .append(";\n");
        }
        database.fill(
                parts.stream().map(part -> part.table.replace("public.", "")).toList(), statements.toString());
    }

    private void find() {
        parts.add(new Part("public.customer", "t.id = '" + customer + "'"));
        for (var table : tablesWith("customer_id", "public")) {
            parts.add(new Part(table, "t.customer_id = '" + customer + "'"));
        }
        var known = parts.stream().map(Part::table).toList();
        for (var table : tablesWith("invitation_id", "public")) {
            if (!known.contains(table)) {
                parts.add(new Part(
                        table,
                        "t.invitation_id in (select id from invitation where customer_id = '" + customer + "')"));
            }
        }
        for (var schema : List.of("public", "flowable")) {
            var instances = schema + ".act_ru_execution";
            if (tablesWith("business_key_", schema).contains(instances)) {
                var root = "(select proc_inst_id_ from " + instances + " where business_key_ = '" + customer + "')";
                for (var column : List.of("proc_inst_id_", "process_instance_id_")) {
                    for (var table : tablesWith(column, schema)) {
                        parts.add(new Part(table, "t." + column + " = " + root));
                    }
                }
            }
        }
        parts.removeIf(part -> database.count(part.table + " t where " + part.rows) == 0);
        // the table with the business key comes last, since the others read it
        parts.sort(
                (a, b) -> Boolean.compare(a.table.endsWith("act_ru_execution"), b.table.endsWith("act_ru_execution")));
    }

    private List<String> tablesWith(String column, String schema) {
        return database.sql.sql("""
                        select c.table_schema || '.' || c.table_name from information_schema.columns c
                          join information_schema.tables t using (table_schema, table_name)
                         where t.table_type = 'BASE TABLE' and c.column_name = ? and c.table_schema = ? order by 1""").params(column, schema).query(String.class).list();
    }

    private List<String> idsOf(Part part) {
        var id = part.table.contains(".act_") ? "id_" : "id";
        return database.sql
                .sql("select t." + id + "::text from " + part.table + " t where " + part.rows)
                .query(String.class)
                .list();
    }

    /** Each column with the expression of its copy; n is the number of the copy. */
    private Map<String, String> columns(Part part) {
        var columns = new LinkedHashMap<String, String>();
        var name = part.table.split("\\.");
        database.sql
                .sql("""
                        select column_name, data_type, is_identity from information_schema.columns
                         where table_schema = ? and table_name = ? and is_generated = 'NEVER' order by ordinal_position""")
                .params(name[0], name[1])
                .query((rs, number) -> {
                    if (rs.getString(3).equals("NO")) {
                        columns.put(rs.getString(1), copy(part, rs.getString(1), rs.getString(2)));
                    }
                    return number;
                })
                .list();
        return columns;
    }

    private String copy(Part part, String column, String type) {
        if (column.equals("email") || column.equals("recipient")) {
            return "'copy-' || n || '@customer.example'";
        }
        if (part.table.equals("public.customer")) {
            var name = "substr(md5(n::text), 1, 8)";
            switch (column) {
                case "company_name" -> {
                    return name + " || ' Tools'";
                }
                case "company_sort" -> {
                    return name + " || ' tools'";
                }
                case "search_text" -> {
                    return name + " || ' tools copy-' || n || '@customer.example'";
                }
                case "created_at" -> {
                    return "t.created_at - n * interval '1 second'";
                }
                default -> {
                    // as every other column
                }
            }
        }
        if (column.equals("mail_key") || column.equals("message_id")) {
            return "n || '-' || t." + column;
        }
        if (column.equals("token_hash")) {
            return "sha256(convert_to('copy ' || n, 'UTF8'))";
        }
        var text = type.equals("uuid") || type.startsWith("character") || type.equals("text");
        if (!text || !holdsAnId(part, column)) {
            return "t." + column;
        }
        var other = "md5(t." + column + "::text || '/' || n)::uuid" + (type.equals("uuid") ? "" : "::text");
        return "case when t." + column + "::text in (" + quoted(ids) + ") then " + other + " else t." + column + " end";
    }

    private boolean holdsAnId(Part part, String column) {
        return database.count(
                        part.table + " t where " + part.rows + " and t." + column + "::text in (" + quoted(ids) + ")")
                > 0;
    }

    private static String quoted(Set<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    }
}
