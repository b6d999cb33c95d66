package com.partsportal.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contender does the same work: the whole portal, in which only what carries the onboarding is exchanged. Delegates, domain,
 * mails, ledger, templates and decisions are the portal's own on every side.
 */
enum Contender {
    PRODUCT("this product, as shipped", null, Map.of(), Leftovers.CAMUNDA, "act_ru_job", "duedate_"),

    /** The same model on the same engine with the starter's settings, without the portal's indexes and engine plug-ins. */
    CAMUNDA(
            "Camunda 7.24, its starter's defaults",
            "StarterDefaults",
            Map.ofEntries(
                    Map.entry("camunda.bpm.history-level", "full"),
                    Map.entry("camunda.bpm.generic-properties.properties.history-removal-time-strategy", "end"),
                    Map.entry("camunda.bpm.generic-properties.properties.ensure-job-due-date-not-null", "false"),
                    Map.entry("camunda.bpm.generic-properties.properties.job-executor-acquire-by-due-date", "false"),
                    Map.entry("camunda.bpm.generic-properties.properties.task-metrics-enabled", "true"),
                    Map.entry("camunda.bpm.metrics.enabled", "true"),
                    Map.entry("camunda.bpm.metrics.db-reporter-activate", "true"),
                    Map.entry("camunda.bpm.eventing.execution", "true"),
                    Map.entry("camunda.bpm.eventing.task", "true"),
                    Map.entry("camunda.bpm.eventing.history", "true"),
                    Map.entry("camunda.bpm.job-execution.lock-time-in-millis", "300000"),
                    Map.entry("camunda.bpm.job-execution.core-pool-size", "3"),
                    Map.entry("camunda.bpm.job-execution.max-pool-size", "10"),
                    Map.entry("camunda.bpm.job-execution.queue-capacity", "3"),
                    Map.entry("camunda.bpm.job-execution.max-jobs-per-acquisition", "3"),
                    Map.entry("camunda.bpm.job-execution.max-wait", "60000"),
                    Map.entry("spring.datasource.hikari.data-source-properties.reWriteBatchedInserts", "false")),
            Leftovers.CAMUNDA,
            "act_ru_job",
            "duedate_"),

    /** The same model, converted, on Flowable with its own defaults. */
    FLOWABLE(
            "Flowable 7.2",
            "FlowableOnboarding$Beans",
            Map.of(
                    "camunda.bpm.job-execution.enabled",
                    "false",
                    "spring.datasource.hikari.data-source-properties.reWriteBatchedInserts",
                    "false"),
            List.of(
                    "flowable.act_ru_execution",
                    "flowable.act_ru_job",
                    "flowable.act_ru_timer_job",
                    "flowable.act_ru_deadletter_job"),
            "flowable.act_ru_timer_job",
            "duedate_"),

    /** A table of jobs, read with {@code for update skip locked} by four threads. */
    QUEUE(
            "a table with SKIP LOCKED, by hand",
            "QueuedOnboarding$Beans",
            Map.of("camunda.bpm.job-execution.enabled", "false"),
            List.of("bench_job"),
            "bench_job",
            "due_at"),

    /** The calling thread does everything; nothing waits, reminds or expires. */
    JPA(
            "JPA alone, no queue (the floor)",
            "DirectOnboarding",
            Map.of("camunda.bpm.job-execution.enabled", "false"),
            List.of(),
            "",
            "");

    final String label;
    private final String configuration;
    final Map<String, String> settings;

    /** What is empty when nothing is under way any more. */
    final List<String> leftovers;

    /** The table of the timers of open invitations; {@link #dueAt} is the column of the due date. */
    final String timers;

    final String dueAt;

    Contender(
            String label,
            String configuration,
            Map<String, String> settings,
            List<String> leftovers,
            String timers,
            String dueAt) {
        this.label = label;
        this.configuration = configuration;
        this.settings = settings;
        this.leftovers = leftovers;
        this.timers = timers;
        this.dueAt = dueAt;
    }

    /** What is put into the portal; by name, since one of them is there only where Flowable is. */
    Optional<Class<?>> configuration() throws ClassNotFoundException {
        return configuration == null
                ? Optional.empty()
                : Optional.of(Class.forName(Contender.class.getPackageName() + "." + configuration));
    }

    private static final class Leftovers {
        static final List<String> CAMUNDA = List.of(
                "act_ru_execution where business_key_ is not null",
                "act_ru_job where process_instance_id_ is not null",
                "act_ru_incident");
    }
}
