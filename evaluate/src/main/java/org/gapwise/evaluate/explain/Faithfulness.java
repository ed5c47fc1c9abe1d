package org.gapwise.evaluate.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Predictor;

/**
 * Whether an attribution tells what the model really uses (Petsiuk et al. 2018): inputs are taken away, or added to
 * nothing, from the one that should matter most on. Figures are mean log odds along the way, in the direction of the
 * answer: a faithful order has a low deletion and a high insertion, next to random orders.
 *
 * @param deletion mean while inputs are taken away in order
 * @param insertion mean while they are added in order
 * @param random mean in random orders; the same for both
 */
public record Faithfulness(double deletion, double insertion, double random) {

    /** How far insertion and deletion lie from a random order, on average: positive is faithful. */
    public double score() {
        return (insertion - deletion) / 2;
    }

    /** @param orders random orders to compare with */
    public static Faithfulness of(Predictor predictor, Case one, Attribution attribution, int orders, long seed) {
        List<String> order = attribution.supporting();
        List<Case> asked = new ArrayList<>();
        asked.addAll(path(one, order));
        asked.addAll(path(one, reversed(order)));
        for (int k = 0; k < orders; k++) {
            int[] shuffled = Shapley.shuffled(order.size(), Seeds.of(seed, "faithfulness", k));
            asked.addAll(path(one, Arrays.stream(shuffled).mapToObj(order::get).toList()));
        }
        double[] logits = Shapley.logits(predictor, attribution.target(), asked);
        double direction = attribution.to() >= attribution.from() ? 1 : -1;
        int steps = order.size() + 1;
        double random = 0;
        for (int i = 2 * steps; i < logits.length; i++) {
            random += direction * logits[i] / (logits.length - 2 * steps);
        }
        return new Faithfulness(mean(logits, 0, steps, direction), mean(logits, steps, 2 * steps, direction), random);
    }

    /** From the whole case to nothing. Read backwards it is an insertion in the reverse order. */
    private static List<Case> path(Case one, List<String> order) {
        Set<String> left = new LinkedHashSet<>(order);
        List<Case> path = new ArrayList<>();
        path.add(Inputs.only(one, left));
        for (String name : order) {
            left.remove(name);
            path.add(Inputs.only(one, left));
        }
        return path;
    }

    private static List<String> reversed(List<String> order) {
        List<String> reversed = new ArrayList<>(order);
        Collections.reverse(reversed);
        return reversed;
    }

    private static double mean(double[] values, int from, int to, double direction) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += direction * values[i] / (to - from);
        }
        return sum;
    }
}
