package com.partsportal.emailchange;

import java.util.List;

/** One proof that a change needs, as the requester sees it. @param key of its text */
record ProofStep(String key, boolean done) {

    static List<ProofStep> of(ChangeCase change) {
        return List.of(
                new ProofStep("emailchange.step.new", change.newConfirmedAt() != null),
                new ProofStep("emailchange.step.old", change.oldConfirmedAt() != null),
                new ProofStep("emailchange.step.approved", change.approvedAt() != null));
    }
}
