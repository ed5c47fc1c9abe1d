package org.gapwise.evaluate.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.Progress;
import org.gapwise.core.calibrate.Logistic;

/**
 * Answers with a known fault: the truth is drawn with the log odds z of each case, the model says (z - offset) / slope
 * of its pattern, so that the pattern's slope and offset set it right.
 */
record Synthetic(List<Logistic> faults, double mean, double spread) {

    /** @param cases by pattern */
    Sample draw(int[] cases, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = Arrays.stream(cases).sum();
        double[] logit = new double[n];
        boolean[] positive = new boolean[n];
        int[] group = new int[n];
        int[] pattern = new int[n];
        int at = 0;
        for (int p = 0; p < cases.length; p++) {
            for (int i = 0; i < cases[p]; i++, at++) {
                double truth = mean + spread * random.nextGaussian();
                logit[at] = (truth - faults.get(p).offset()) / faults.get(p).slope();
                positive[at] = random.nextDouble() < 1 / (1 + Math.exp(-truth));
                group[at] = at / 2;
                pattern[at] = p;
            }
        }
        return new Sample(logit, positive, group, pattern, cases.length);
    }

    /** Of one label, and nothing taken away. */
    static Lesson lesson(Sample sample) {
        return Lesson.of(List.of(sample), List.of(sample.where(i -> false)));
    }

    static Hierarchy fit(Sample sample, Form form) {
        return Hierarchy.fit(lesson(sample), form).get(0);
    }

    static Form chosen(Sample sample, long seed) {
        return new Selection(lesson(sample), seed)
                .best(Progress.silent())
                .get(0)
                .form();
    }
}
