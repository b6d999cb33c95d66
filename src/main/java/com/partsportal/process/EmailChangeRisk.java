package com.partsportal.process;

import com.partsportal.emailchange.RiskPolicy;
import java.util.List;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** The decision table email-change-risk.dmn. */
@Component
class EmailChangeRisk implements RiskPolicy {

    static final String DECISION = "email-change-risk";

    private final DecisionService decisions;

    EmailChangeRisk(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<String> hints(RiskFacts facts) {
        return decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(Variables.putValue("signedIn", facts.signedIn())
                        .putValue("freeMailer", facts.freeMailer())
                        .putValue("passwordSetLately", facts.passwordSetLately())
                        .putValue("managers", facts.managers())
                        .putValue("earlierRequests", facts.earlierRequests())
                        .putValue("disputed", facts.disputed()))
                .evaluate()
                .collectEntries("hint");
    }
}
