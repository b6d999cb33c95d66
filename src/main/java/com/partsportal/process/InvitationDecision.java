package com.partsportal.process;

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

    private record Question(InvitationKind kind, BigDecimal discountPercent) {}

    private final DecisionService decisions;
    private final RecentAnswers<Question, Terms> recent = new RecentAnswers<>();

    InvitationDecision(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public Terms decide(InvitationKind kind, BigDecimal discountPercent) {
        return recent.to(new Question(kind, discountPercent), this::ask);
    }

    private Terms ask(Question question) {
        var rule = decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(Variables.putValue(
                                "discount", question.discountPercent().doubleValue())
                        .putValue("kind", question.kind().name()))
                .evaluate()
                .getSingleResult();
        String remindAfter = rule.getEntry("remindAfter"); // an empty cell: no reminders
        String expiresAfter = rule.getEntry("expiresAfter");
        var reminders = Arrays.stream(remindAfter == null ? new String[0] : remindAfter.split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .map(Duration::parse)
                .toList();
        return new Terms(reminders, Duration.parse(expiresAfter.trim()));
    }
}
