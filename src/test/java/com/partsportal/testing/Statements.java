package com.partsportal.testing;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The SQL statements of this portal, as its database counts them; there in every {@link PortalTest}. */
public final class Statements {

    private static final String OF_THIS_DATABASE =
            "dbid = (select oid from pg_database where datname = current_database())";

    @Autowired
    private JdbcTemplate jdbc;

    /** Counts from here on. */
    public void forget() {
        jdbc.queryForList(
                "select measured.pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)");
    }

    /** How often each statement ran; begin, commit and the look for imports, which goes on all the time, are left out. */
    public Map<String, Long> seen() {
        return jdbc.queryForList("""
                        select query, sum(calls)::bigint as calls from measured.pg_stat_statements
                        where toplevel and query not like '%pg_stat_statements%' and query !~* '^(begin|commit)'
                            and query !~ 'customer_import' and """ + " " + OF_THIS_DATABASE + " group by query").stream()
                .collect(Collectors.toMap(row -> (String) row.get("query"), row -> (Long) row.get("calls")));
    }
}
