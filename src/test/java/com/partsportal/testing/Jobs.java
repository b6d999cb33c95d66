package com.partsportal.testing;

import java.util.UUID;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.JobQuery;

/** The engine's jobs, run by the test itself in its own thread, or in the background as in production. */
public final class Jobs {

    private static final int LIMIT = 1000;

    private final ManagementService management;
    private final RuntimeService runtime;
    private final ProcessEngineConfigurationImpl engine;

    Jobs(ManagementService management, RuntimeService runtime, ProcessEngineConfigurationImpl engine) {
        this.management = management;
        this.runtime = runtime;
        this.engine = engine;
    }

    /** Runs every job that is due, and those that become due by it; the first failure is thrown. Returns how many ran. */
    public int runDue() {
        return run(UnaryOperator.identity());
    }

    /** Runs what is due of the instances with that business key. */
    public int runDue(UUID businessKey) {
        var ran = 0;
        for (var more = true; more; ) {
            more = false;
            for (var instance : runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(businessKey.toString())
                    .list()) {
                var count = run(query -> query.processInstanceId(instance.getId()));
                ran += count;
                more |= count > 0;
            }
        }
        return ran;
    }

    /** Lets the job executor run, as in production, until the end of the test. */
    public void startBackground() {
        engine.getJobExecutor().start();
    }

    /** Stops the job executor and waits for the jobs that it is running. */
    public void stopBackground() {
        engine.getJobExecutor().shutdown();
    }

    private int run(UnaryOperator<JobQuery> which) {
        for (var ran = 0; ran < LIMIT; ran++) {
            var jobs = which.apply(management.createJobQuery())
                    .executable()
                    .active()
                    .orderByJobDuedate()
                    .asc()
                    .listPage(0, 1);
            if (jobs.isEmpty()) {
                return ran;
            }
            management.executeJob(jobs.get(0).getId());
        }
        throw new IllegalStateException("jobs without end");
    }
}
