package com.partsportal.process;

import com.partsportal.demo.DemoProcesses;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Runs the demo's due jobs at once instead of leaving them to the job executor, which begins only after the start. */
@Component
@Profile("demo")
class DemoJobs implements DemoProcesses {

    private static final Logger log = LoggerFactory.getLogger(DemoJobs.class);

    private final ManagementService management;

    DemoJobs(ManagementService management) {
        this.management = management;
    }

    @Override
    public void runDueJobs() {
        var seen = new HashSet<String>();
        for (var due = due(seen); !due.isEmpty(); due = due(seen)) {
            due.forEach(this::run);
        }
    }

    private void run(String job) {
        try {
            management.executeJob(job);
        } catch (RuntimeException e) {
            log.warn(
                    "job {} of the demo is left to the job executor: {}",
                    job,
                    e.getClass().getName());
        }
    }

    private List<String> due(Set<String> seen) {
        return management.createJobQuery().messages().executable().active().list().stream()
                .map(Job::getId)
                .filter(seen::add)
                .toList();
    }
}
