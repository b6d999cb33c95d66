package com.partsportal.insight;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Moves running instances to the newest model of their process, where they wait and with the dates they have; implemented where the engine lives. */
public interface ModelMigration {

    /**
     * Why an instance cannot move, in the engine's words; empty when it can. Changes nothing.
     *
     * @param from the definition that it runs on
     * @param to the definition that it shall run on
     */
    Optional<String> obstacle(String instance, String from, String to);

    /** Moves instances of one definition in the background, each by a job of its own. In the caller's transaction. */
    void begin(String from, String to, Collection<String> instances);

    /** The migrations that have not come to their end. */
    List<Running> running();

    /** Drops a migration whose jobs have no retries left; what it moved stays moved. */
    void drop(String batch);

    /**
     * A migration that has not come to its end.
     *
     * @param batch its id
     * @param total how many instances it moves
     * @param left how many it has not moved
     * @param failed how many of these it does not try again
     */
    record Running(String batch, Instant since, int total, int left, int failed) {

        /** Whether nothing of it is tried again. */
        public boolean stuck() {
            return failed > 0 && failed == left;
        }
    }
}
