package org.gapwise.evaluate.calibrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Seeds;
import org.gapwise.core.calibrate.Logistic;

/**
 * Chooses how a label is calibrated, by cross-validation with whole patients in a fold. The lowest log loss wins, but
 * over no calibration at all only when it wins by more than two standard errors, over patients, and the Brier
 * score does not grow: a map must earn its place.
 */
final class Selection {

    private static final int FOLDS = 5;
    private static final double ERRORS = 2;

    private final Sample sample;
    private final int[] fold;

    Selection(Sample sample, long seed) {
        this.sample = sample;
        fold = new int[sample.size()];
        for (int i = 0; i < fold.length; i++) {
            fold[i] = (int) Math.floorMod(Seeds.mix(seed, "calibration", sample.group()[i]), (long) FOLDS);
        }
    }

    /**
     * What was chosen.
     *
     * @param unseen [N] log odds of each case by the maps that were learned without its patient
     */
    record Choice(Form form, double[] unseen) {}

    Choice best() {
        Choice best = new Choice(Form.IDENTITY, sample.logit());
        double least = Double.POSITIVE_INFINITY;
        for (Form form : forms()) {
            double[] unseen = outOfFold(form);
            double loss = logLoss(unseen);
            if (loss < least) {
                least = loss;
                best = new Choice(form, unseen);
            }
        }
        return earns(best.unseen()) ? best : new Choice(Form.IDENTITY, sample.logit());
    }

    /** A curve competes where there are enough cases for one. */
    private List<Form> forms() {
        return IsotonicFit.enough(sample)
                ? List.of(Form.TEMPERATURE, Form.PLATT, Form.ISOTONIC)
                : List.of(Form.TEMPERATURE, Form.PLATT);
    }

    private double[] outOfFold(Form form) {
        double[] answers = sample.logit().clone();
        for (int k = 0; k < FOLDS; k++) {
            int left = k;
            Hierarchy hierarchy = Hierarchy.fit(sample.where(i -> fold[i] != left), form);
            for (int i = 0; i < answers.length; i++) {
                if (fold[i] == k) {
                    answers[i] = hierarchy.of(sample.pattern()[i], sample.logit()[i]);
                }
            }
        }
        return answers;
    }

    private double logLoss(double[] answers) {
        double sum = 0;
        for (int i = 0; i < answers.length; i++) {
            sum += LogisticFit.logLoss(answers[i], sample.positive()[i]);
        }
        return sum;
    }

    private boolean earns(double[] answers) {
        Map<Integer, Double> gains = new HashMap<>();
        double gain = 0;
        double squares = 0;
        for (int i = 0; i < answers.length; i++) {
            boolean yes = sample.positive()[i];
            double won = LogisticFit.logLoss(sample.logit()[i], yes) - LogisticFit.logLoss(answers[i], yes);
            gains.merge(sample.group()[i], won, Double::sum);
            gain += won;
            squares += square(sample.logit()[i], yes) - square(answers[i], yes);
        }
        double mean = gain / gains.size();
        double variance = gains.values().stream()
                .mapToDouble(g -> (g - mean) * (g - mean))
                .sum();
        return gain > ERRORS * Math.sqrt(variance) && squares >= 0;
    }

    private static double square(double logit, boolean positive) {
        double p = Logistic.IDENTITY.ofLogit(logit);
        return positive ? (1 - p) * (1 - p) : p * p;
    }
}
