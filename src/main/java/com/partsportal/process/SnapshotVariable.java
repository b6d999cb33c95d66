package com.partsportal.process;

import com.partsportal.emailchange.ReviewFacts;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * What the forms of agents show of a request: the only personal data in the engine. It is there while a task is open,
 * and leaves no history.
 */
enum SnapshotVariable {
    CASE_NUMBER("number", ReviewFacts::number),
    CHANGE_ID("changeId", ReviewFacts::id),
    COMPANY("company", ReviewFacts::company),
    PERSON("person", ReviewFacts::person),
    CURRENT_EMAIL("currentEmail", ReviewFacts::currentEmail),
    REQUESTED_EMAIL("requestedEmail", ReviewFacts::requestedEmail),
    REASON("reason", ReviewFacts::reason),
    REQUESTED("requested", ReviewFacts::requested),
    PROOFS("proofs", ReviewFacts::proofs),
    COLLISIONS("collisions", ReviewFacts::collisions),
    EARLIER("earlier", ReviewFacts::earlier),
    HINTS("hints", ReviewFacts::hints);

    /** The database's limit of a text variable. */
    private static final int LONGEST = 4000;

    /** What a form submits. */
    static final String DECISION = "decision";

    /** What the form of the review submits: why nobody can answer at the old address. */
    static final String SILENT_REASON = "silentReason";

    /** What a form submits: the reason, or the question. */
    static final String COMMENT = "comment";

    final String id;
    private final Function<ReviewFacts, String> value;

    SnapshotVariable(String id, Function<ReviewFacts, String> value) {
        this.id = id;
        this.value = value;
    }

    static void show(DelegateExecution execution, ReviewFacts facts) {
        hide(execution);
        execution.setVariables(texts(facts));
    }

    /** The facts by name of variable. */
    static Map<String, Object> texts(ReviewFacts facts) {
        return Arrays.stream(values())
                .collect(Collectors.toMap(variable -> variable.id, variable -> variable.text(facts)));
    }

    private String text(ReviewFacts facts) {
        var text = value.apply(facts);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Takes away everything that was shown, and what was submitted with the form. */
    static void hide(DelegateExecution execution) {
        execution.removeVariables(execution.getVariableNames().stream()
                .filter(name -> !ProcessVariable.isDeclared(name))
                .toList());
    }
}
