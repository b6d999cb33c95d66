package com.partsportal.insight;

import com.partsportal.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person did to the engine.
 *
 * @param by null: a command on the operator's machine
 * @param process key of the definition, as the next four: null where it was not one thing
 * @param affected how many instances, jobs or rows
 * @param detail a decision, a date, the kind of a repair: no free text
 * @param reason in the person's words
 */
public record Operation(
        Action action,
        @Nullable AccountId by,
        @Nullable String process,
        @Nullable String instance,
        @Nullable String businessKey,
        @Nullable String element,
        int affected,
        @Nullable String detail,
        @Nullable String reason) {

    /** What was done. */
    public enum Action {
        RETRY,
        SUSPEND,
        ACTIVATE,
        CANCEL,
        CLAIM,
        UNCLAIM,
        COMPLETE,
        EXTEND,
        REPAIR,
        MIGRATE,
        CLEAN_UP
    }

    /** One that affects a single thing, to be completed by the methods below. */
    public static Operation of(Action action, @Nullable AccountId by) {
        return new Operation(action, by, null, null, null, null, 1, null, null);
    }

    /** The same for this number of instances, jobs or rows. */
    public Operation affecting(int number) {
        return new Operation(action, by, process, instance, businessKey, element, number, detail, reason);
    }

    /** The same with a decision, a date or the kind of a repair. */
    public Operation detail(@Nullable String text) {
        return new Operation(action, by, process, instance, businessKey, element, affected, text, reason);
    }

    /** The same with the person's reason. */
    public Operation reason(@Nullable String words) {
        return new Operation(action, by, process, instance, businessKey, element, affected, detail, words);
    }

    /**
     * The same for one thing.
     *
     * @param ofProcess key of its definition
     * @param id of its instance
     * @param key the business key
     * @param ofElement id of the element in the model
     */
    public Operation on(
            @Nullable String ofProcess, @Nullable String id, @Nullable String key, @Nullable String ofElement) {
        return new Operation(action, by, ofProcess, id, key, ofElement, affected, detail, reason);
    }
}
