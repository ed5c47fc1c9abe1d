package org.gapwise.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * All that a run found.
 *
 * @param machine facts about where and when
 * @param peak floating-point operations a second of large matrix products, by precision
 */
public record Figures(Map<String, String> machine, Map<String, Spread> peak, List<Timing> timings, List<Ratio> ratios) {

    /**
     * @param wall seconds by the clock
     * @param processor seconds of all processors together
     * @param utilisation operations the model needs, as a share of what the peak of this precision does in the time; NaN
     *     for parts of a step
     */
    public record Timing(
            String workload,
            int batch,
            String contender,
            String precision,
            String operation,
            String scene,
            Spread wall,
            Spread processor,
            double utilisation) {}

    /**
     * One thing's time by another's, round by round.
     *
     * @param limit what it may be at most, where something was promised; else NaN
     */
    public record Ratio(String workload, String kind, String what, Spread spread, double limit) {}
}
