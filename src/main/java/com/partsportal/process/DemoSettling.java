package com.partsportal.process;

import com.partsportal.demo.DemoProcesses;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Runs what is due at once instead of leaving it to the job executor, which begins only after the start. */
@Component
@Profile("demo")
class DemoSettling implements DemoProcesses {

    private static final int AT_ONCE = 100;

    private final ManagementService management;

    DemoSettling(ManagementService management) {
        this.management = management;
    }

    @Override
    public void settle() {
        for (var due = due(); !due.isEmpty(); due = due()) {
            due.forEach(management::executeJob);
        }
    }

    private List<String> due() {
        return management.createJobQuery().messages().executable().active().listPage(0, AT_ONCE).stream()
                .map(Job::getId)
                .toList();
    }
}
