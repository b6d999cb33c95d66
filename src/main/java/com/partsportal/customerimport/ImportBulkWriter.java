package com.partsportal.customerimport;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the rows of a file: JdbcClient, since up to 10,000 rows are one statement. */
@Component
class ImportBulkWriter {

    private static final String INSERT = """
            insert into customer_import_row (import_id, line, company_name, email, phone, ranking, external_id, done, code, field,
                words, customer_id, same_company_as)
            select :id, * from unnest(:lines::int[], :companies::text[], :emails::text[], :phones::text[],
                :rankings::text[], :numbers::text[], :done::boolean[], :codes::text[], :fields::text[], :messages::text[],
                :customers::uuid[], :same::int[])""";

    private final JdbcClient jdbc;

    ImportBulkWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param judgedOnly no row waits for being worked off */
    void write(ImportId id, List<ImportVerdicts.Judged> rows, boolean judgedOnly) {
        jdbc.sql(INSERT)
                .param("id", id.value())
                .param("lines", column(rows, row -> (int) row.row().line(), Integer[]::new))
                .param("companies", column(rows, row -> row.row().companyName(), String[]::new))
                .param("emails", column(rows, row -> row.row().email(), String[]::new))
                .param("phones", column(rows, row -> row.row().phone(), String[]::new))
                .param("rankings", column(rows, row -> row.row().ranking(), String[]::new))
                .param("numbers", column(rows, row -> row.row().externalId(), String[]::new))
                .param("done", column(rows, row -> judgedOnly || row.fault() != null, Boolean[]::new))
                .param("codes", column(rows, row -> of(row, ImportVerdicts.Fault::code), String[]::new))
                .param("fields", column(rows, row -> of(row, ImportVerdicts.Fault::field), String[]::new))
                .param("messages", column(rows, row -> of(row, ImportVerdicts.Fault::messageKey), String[]::new))
                .param("customers", column(rows, row -> of(row, ImportVerdicts.Fault::customer), UUID[]::new))
                .param(
                        "same",
                        column(
                                rows,
                                row -> row.sameCompanyAs() == null ? null : (int) (long) row.sameCompanyAs(),
                                Integer[]::new))
                .update();
    }

    private static <T> @Nullable T of(ImportVerdicts.Judged row, Function<ImportVerdicts.Fault, @Nullable T> value) {
        return row.fault() == null ? null : value.apply(row.fault());
    }

    private static <T> T[] column(
            List<ImportVerdicts.Judged> rows,
            Function<ImportVerdicts.Judged, @Nullable T> value,
            IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
