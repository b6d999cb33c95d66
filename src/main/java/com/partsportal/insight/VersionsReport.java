package com.partsportal.insight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which versions of the processes run: a report over the engine's tables, which its API answers one instance at a time. */
@Component
class VersionsReport {

    /** Instances that one migration moves. */
    static final int MOST = 1000;

    /** The newest version of each process, and each older one that something runs on. */
    private static final String VERSIONS = """
            with running as (
              select proc_def_id_ as definition, count(*) as number from act_ru_execution
              where id_ = proc_inst_id_ group by 1)
            select d.key_ as process, d.version_ as version, p.deploy_time_ at time zone 'UTC' as since,
              coalesce(r.number, 0) as running,
              d.version_ = max(d.version_) over (partition by d.key_) as newest
            from act_re_procdef d join act_re_deployment p on p.id_ = d.deployment_id_
              left join running r on r.definition = d.id_
            where r.number is not null
               or not exists (select 1 from act_re_procdef n where n.key_ = d.key_ and n.version_ > d.version_)
            order by d.key_, d.version_ desc""";

    private static final String OLDER = """
            select e.id_ as instance, e.business_key_ as key, d.id_ as definition, d.version_ as version,
              coalesce((select string_agg(distinct x.act_id_, ', ' order by x.act_id_) from act_ru_execution x
                        where x.proc_inst_id_ = e.id_ and x.act_id_ is not null), '') as elements
            from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
            where e.id_ = e.proc_inst_id_ and d.key_ = :process
              and d.version_ < (select max(n.version_) from act_re_procdef n where n.key_ = :process)
            order by d.version_, e.id_ limit :most""";

    private static final String NEWEST = """
            select id_ as id, version_ as version from act_re_procdef where key_ = :process order by version_ desc limit 1""";

    private final JdbcClient jdbc;

    VersionsReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param since when it was deployed
     * @param running how many instances run on it
     */
    record Version(String process, int version, Instant since, long running, boolean newest) {}

    /** @param elements where it is */
    record Older(String instance, @Nullable String key, String definition, int version, String elements) {}

    record Definition(String id, int version) {}

    /** The newest of each process first. */
    List<Version> versions() {
        return jdbc.sql(VERSIONS).query(Version.class).list();
    }

    /** What does not run on the newest version, the oldest first, at most {@link #MOST}. */
    List<Older> older(String process) {
        return jdbc.sql(OLDER)
                .param("process", process)
                .param("most", MOST)
                .query(Older.class)
                .list();
    }

    /** Empty for a process that there is not. */
    Optional<Definition> newest(String process) {
        return jdbc.sql(NEWEST)
                .param("process", process)
                .query(Definition.class)
                .optional();
    }
}
