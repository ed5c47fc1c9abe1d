package org.gapwise.data.simulate;

import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Categorical;

/**
 * A category that depends only on whether anything is found at all, devices apart: how urgent a nurse at the door
 * thought the patient was.
 *
 * @param clear share of each level among patients with no finding
 * @param ill the same among the others
 */
record Triage(Categorical feature, List<Double> clear, List<Double> ill) implements Measurement {

    Triage {
        clear = List.copyOf(clear);
        ill = List.copyOf(ill);
    }

    @Override
    public String name() {
        return feature.name();
    }

    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public double draw(int state, SplittableRandom random) {
        List<Double> shares = Finding.isClear(state) ? clear : ill;
        double at = random.nextDouble();
        int level = 0;
        while (level < shares.size() - 1 && at >= shares.get(level)) {
            at -= shares.get(level);
            level++;
        }
        return level;
    }

    @Override
    public void explain(double value, Belief belief) {
        int level = (int) value;
        belief.addClear(StrictMath.log(clear.get(level) / ill.get(level)));
    }

    @Override
    public String write(double value) {
        return feature.levels().get((int) value);
    }
}
