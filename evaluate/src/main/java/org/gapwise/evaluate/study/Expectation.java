package org.gapwise.evaluate.study;

import java.util.List;
import java.util.function.DoublePredicate;
import org.gapwise.core.metrics.Estimate;

/**
 * Something that was expected before the study ran, with the figures that decide it.
 *
 * @param text what was expected, with its bounds
 */
public record Expectation(String text, Verdict verdict, List<Finding> findings) {

    /**
     * A figure.
     *
     * @param name what it is
     * @param figure in AUROC, with its interval
     * @param held the figure itself is within the bound
     */
    public record Finding(String name, Estimate figure, boolean held) {

        static Finding of(String name, Estimate figure, DoublePredicate bound) {
            return new Finding(
                    name, figure, figure.defined() && bound.test(figure.value().getAsDouble()));
        }
    }

    public Expectation {
        findings = List.copyOf(findings);
    }

    /** Held where all findings are; not measured where there is none. */
    static Expectation of(String text, List<Finding> findings) {
        List<Finding> defined =
                findings.stream().filter(f -> f.figure().defined()).toList();
        Verdict verdict = defined.isEmpty()
                ? Verdict.NOT_MEASURED
                : defined.stream().allMatch(Finding::held) ? Verdict.HELD : Verdict.NOT_HELD;
        return new Expectation(text, verdict, findings);
    }
}
