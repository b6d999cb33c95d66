package com.partsportal.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** The decision table invitation-policy.dmn. */
@Component
class InvitationDecision implements InvitationPolicy {

    static final String DECISION = "invitation-policy";

    /** An import evaluates the table with the same values for each of its rows; a new version of it counts after this time. */
    private static final Duration KEPT = Duration.ofSeconds(2);

    private static final int MAX_KEPT = 500;

    private record Input(InvitationKind kind, BigDecimal discountPercent) {}

    private final DecisionService decisions;
    private final Cache<Input, InvitationTerms> recent =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MAX_KEPT).build();

    InvitationDecision(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public InvitationTerms decide(InvitationKind kind, BigDecimal discountPercent) {
        return recent.get(new Input(kind, discountPercent), this::evaluate);
    }

    private InvitationTerms evaluate(Input input) {
        var rule = decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(
                        Variables.putValue("discount", input.discountPercent().doubleValue())
                                .putValue("kind", input.kind().name()))
                .evaluate()
                .getSingleResult();
        String remindAfter = rule.getEntry("remindAfter"); // an empty cell: no reminders
        String expiresAfter = rule.getEntry("expiresAfter");
        var reminders = Arrays.stream(remindAfter == null ? new String[0] : remindAfter.split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .map(Duration::parse)
                .toList();
        return new InvitationTerms(reminders, Duration.parse(expiresAfter.trim()));
    }
}
