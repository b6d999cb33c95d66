package com.partsportal.process;

import com.partsportal.customer.InviteReadiness;
import java.math.BigDecimal;
import java.util.Locale;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** The decision table invite-readiness.dmn. */
@Component
class ReadinessDecision implements InviteReadiness {

    static final String DECISION = "invite-readiness";

    private final DecisionService decisions;

    ReadinessDecision(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public Verdict decide(long partsReady, BigDecimal discountPercent) {
        String verdict = decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(Variables.putValue("partsReady", partsReady)
                        .putValue("discount", discountPercent.doubleValue()))
                .evaluate()
                .getSingleResult()
                .getSingleEntry();
        return Verdict.valueOf(verdict.toUpperCase(Locale.ROOT));
    }
}
