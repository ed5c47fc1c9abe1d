package org.gapwise.data.clinical;

import java.util.ArrayList;
import java.util.List;

/**
 * How the cohort came about, step by step, as a CONSORT diagram tells it.
 *
 * @param steps what was there at each step; what each left out stands with it
 */
public record Flow(List<Step> steps) {

    /**
     * One step.
     *
     * @param name what is counted here
     * @param leftOut what the step before had and this has not, with the reason
     */
    public record Step(String name, long images, long studies, long patients, List<LeftOut> leftOut) {

        public Step {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** So many were left out, for this reason. */
    public record LeftOut(String what, long count) {}

    public Flow {
        steps = List.copyOf(steps);
    }

    /** The same with a step more. */
    public Flow then(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Flow(more);
    }
}
