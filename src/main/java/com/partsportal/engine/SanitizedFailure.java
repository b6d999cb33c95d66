package com.partsportal.engine;

import com.partsportal.shared.Causes;
import com.partsportal.shared.StepFailed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be kept and logged of a failure: class names and stack frames. A message can hold an address or a name, so
 * only that of a {@link StepFailed} stays, which is a code.
 */
final class SanitizedFailure extends RuntimeException {

    private final String type;

    private SanitizedFailure(Throwable failure, String message, @Nullable SanitizedFailure cause) {
        super(message, cause, false, true);
        this.type = failure.getClass().getName();
        setStackTrace(failure.getStackTrace());
    }

    /** The message is the code of a failed step if there is one in the chain of causes, else the innermost class. */
    static SanitizedFailure of(Throwable failure) {
        return of(failure, Causes.DEPTH);
    }

    private static SanitizedFailure of(Throwable failure, int depth) {
        if (failure instanceof StepFailed step) {
            return new SanitizedFailure(failure, step.code(), null);
        }
        var cause = failure.getCause() == null || depth == 0 ? null : of(failure.getCause(), depth - 1);
        var message = cause == null ? failure.getClass().getName() : Objects.requireNonNull(cause.getMessage());
        return new SanitizedFailure(failure, message, cause);
    }

    @Override
    public String toString() {
        return getCause() == null && !type.equals(getMessage()) ? type + ": " + getMessage() : type;
    }
}
