package com.partsportal.customer;

import com.partsportal.invitation.DeliveryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of a customer in five steps, for people: what is done, with its date, what comes next, and what went wrong. */
final class OnboardingSteps {

    private OnboardingSteps() {}

    /** How a step looks. */
    public enum State {
        DONE,
        NOW,
        BAD,
        LATER
    }

    /**
     * One step.
     *
     * @param code key of its name below {@code customer.step.}
     * @param at when it was done, where that is recorded
     */
    public record Step(String code, @Nullable Instant at, State state) {}

    /**
     * The steps of a customer.
     *
     * @param opened when a person looked at the invitation last; null: nobody has
     * @param firstRfq when the first RFQ came; null: none yet
     */
    static List<Step> of(CustomerRow customer, @Nullable Instant opened, @Nullable Instant firstRfq) {
        var status = customer.status();
        var accepted = customer.acceptedAt();
        var refused = customer.delivery() == DeliveryState.FAILED && accepted == null;
        var steps = new ArrayList<Step>();
        steps.add(new Step("saved", customer.createdAt(), State.DONE));
        steps.add(
                refused ? new Step("invited", customer.invitedAt(), State.BAD) : step("invited", customer.invitedAt()));
        steps.add(opened == null && accepted != null ? new Step("opened", null, State.DONE) : step("opened", opened));
        steps.add(
                status == CustomerStatus.DECLINED ? new Step("accepted", null, State.BAD) : step("accepted", accepted));
        steps.add(step("rfq", firstRfq));
        var goesOn =
                status == CustomerStatus.DRAFT || status == CustomerStatus.INVITED || status == CustomerStatus.ACTIVE;
        if (goesOn && !refused) {
            for (var i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                if (step.state() == State.LATER) {
                    steps.set(i, new Step(step.code(), null, State.NOW));
                    break;
                }
            }
        }
        return List.copyOf(steps);
    }

    private static Step step(String code, @Nullable Instant at) {
        return new Step(code, at, at == null ? State.LATER : State.DONE);
    }
}
