package com.partsportal.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one round cost, per onboarding but for the last two.
 *
 * @param cpuMillis of JVM and PostgreSQL together
 * @param compilerMillis part of the JVM's
 * @param perSecond onboardings
 * @param others part of the machine that others used meanwhile
 */
record Cost(
        double statements,
        double transactions,
        double walKb,
        double cpuMillis,
        double jvmMillis,
        double compilerMillis,
        double postgresMillis,
        double perSecond,
        double others) {

    /** Above this much of the machine used by others a round proves nothing about times; counts stay what they are. */
    static final double MOST_OTHERS = 0.10;

    /** Of several rounds. */
    record Spread(double median, double least, double most) {

        static <T> Spread of(List<T> rounds, ToDoubleFunction<T> what) {
            var sorted = rounds.stream().mapToDouble(what).sorted().toArray();
            var middle = sorted.length / 2;
            var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1]);
        }
    }

    @Override
    public String toString() {
        return String.format(
                "%.1f statements, %.1f transactions, %.1f KB, %.1f ms CPU (JVM %.1f, of it compiler %.1f; PostgreSQL %.1f), %.1f/s, others %.0f %%",
                statements,
                transactions,
                walKb,
                cpuMillis,
                jvmMillis,
                compilerMillis,
                postgresMillis,
                perSecond,
                others * 100);
    }

    /** In the long run. */
    double cpuMillisCompiled() {
        return cpuMillis - compilerMillis;
    }

    boolean isDisturbed() {
        return others > MOST_OTHERS;
    }
}
