package com.partsportal.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.partsportal.customer.InviteReadiness;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** The decision table invite-readiness.dmn. */
@Component
class ReadinessDecision implements InviteReadiness {

    static final String DECISION = "invite-readiness";

    /** An import evaluates the table with the same values for each of its rows; a new version of it counts after this time. */
    private static final Duration KEPT = Duration.ofSeconds(2);

    private static final int MAX_KEPT = 500;

    private record Input(long partsReady, BigDecimal discountPercent) {}

    private final DecisionService decisions;
    private final Cache<Input, Verdict> recent =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MAX_KEPT).build();

    ReadinessDecision(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public Verdict decide(long partsReady, BigDecimal discountPercent) {
        return recent.get(new Input(partsReady, discountPercent), this::evaluate);
    }

    private Verdict evaluate(Input input) {
        String verdict = decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(Variables.putValue("partsReady", input.partsReady())
                        .putValue("discount", input.discountPercent().doubleValue()))
                .evaluate()
                .getSingleResult()
                .getSingleEntry();
        return Verdict.valueOf(verdict.toUpperCase(Locale.ROOT));
    }
}
