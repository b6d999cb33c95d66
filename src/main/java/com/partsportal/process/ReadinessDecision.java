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

    private record Question(long partsReady, BigDecimal discountPercent) {}

    private final DecisionService decisions;
    private final RecentAnswers<Question, Verdict> recent = new RecentAnswers<>();

    ReadinessDecision(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public Verdict decide(long partsReady, BigDecimal discountPercent) {
        return recent.to(new Question(partsReady, discountPercent), this::ask);
    }

    private Verdict ask(Question question) {
        String verdict = decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(Variables.putValue("partsReady", question.partsReady())
                        .putValue("discount", question.discountPercent().doubleValue()))
                .evaluate()
                .getSingleResult()
                .getSingleEntry();
        return Verdict.valueOf(verdict.toUpperCase(Locale.ROOT));
    }
}
