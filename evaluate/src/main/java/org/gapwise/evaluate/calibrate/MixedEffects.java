package org.gapwise.evaluate.calibrate;

import java.util.Arrays;
import java.util.List;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.evaluate.calibrate.Symmetric.Pair;

/**
 * Maps of all labels under all patterns by logistic regression with mixed effects: a map's slope less 1 and its offset are each
 * the sum of what all maps share, what those of its label do, what those of its pattern do, and what is its own. Shared
 * effects of a kind are normal around none; own ones have Student's t, since one label under one pattern may be far off where the
 * others are alike (a picture is taken of those who have devices). How far effects spread is read off the cases, by EM with
 * Laplace's approximation (Breslow and Clayton 1993; Lange, Little and Taylor 1989). So what does not differ becomes one, what
 * differs keeps what is its own, and what is little known borrows from the same label and from the same pattern.
 */
final class MixedEffects {

    private static final double FLATTEST = 0.01;
    /** Looks at the cases, and steps of EM between two. */
    private static final int LOOKS = 20;

    private static final int STEPS = 10;
    private static final double LONGEST_STEP = 1;
    /** Degrees of freedom. */
    private static final double TAILS = 3;

    private final List<Sample> labels;
    private final Form form;
    private final Pair[][] effects; // by label and pattern
    private final Pair[] common; // by label
    private final double[][] likeness; // by label and pattern; small where what is its own is large
    private Spread spread = Spread.first();

    private MixedEffects(List<Sample> labels, Form form) {
        this.labels = labels;
        this.form = form;
        effects = new Pair[labels.size()][labels.get(0).patterns()];
        common = new Pair[labels.size()];
        Arrays.stream(effects).forEach(row -> Arrays.fill(row, Pair.NONE));
        Arrays.fill(common, Pair.NONE);
        likeness = new double[effects.length][effects[0].length];
        Arrays.stream(likeness).forEach(row -> Arrays.fill(row, 1));
    }

    static MixedEffects of(List<Sample> labels, Form form) {
        MixedEffects fit = new MixedEffects(labels, form);
        for (int look = 0; look < LOOKS; look++) {
            fit.look();
        }
        return fit;
    }

    private void look() {
        Information[][] cells = Information.of(labels, maps());
        if (form == Form.TEMPERATURE) {
            for (Information[] row : cells) {
                Arrays.setAll(row, p -> row[p].ofSlope());
            }
        }
        for (int step = 0; step < STEPS; step++) {
            step(cells, step == STEPS - 1);
        }
    }

    /** @param last whether maps are moved, too */
    private void step(Information[][] cells, boolean last) {
        Information[][] beside = new Information[cells.length][cells[0].length];
        for (int l = 0; l < cells.length; l++) {
            int label = l;
            Arrays.setAll(beside[l], p -> cells[label][p].beside(precision(label, p)));
        }
        SharedEffects shared = SharedEffects.of(beside, spread);
        Spread.Count count = new Spread.Count();
        shared.tell(count);
        Pair variance = spread.variance(Spread.Kind.BOTH);
        for (int l = 0; l < cells.length; l++) {
            for (int p = 0; p < cells[l].length; p++) {
                Information cell = cells[l][p];
                Pair rest = shared.mean(l, p);
                Symmetric alone = cell.own(precision(l, p));
                Pair own = alone.times(cell.pull().minus(cell.sharpness().times(rest)));
                Symmetric passedOn =
                        shared.covariance(l, p).within(cell.sharpness()).within(alone);
                Pair square = alone.plus(passedOn).square(own);
                double odd = square.slope() / variance.slope() + square.offset() / variance.offset();
                count.add(Spread.Kind.BOTH, square.times(likeness[l][p]));
                likeness[l][p] = (TAILS + 2) / (TAILS + odd);
                if (last) {
                    effects[l][p] = towards(effects[l][p], rest.plus(own));
                }
            }
            common[l] = shared.common(l);
        }
        spread = count.next();
    }

    private Symmetric precision(int label, int pattern) {
        return spread.precision(Spread.Kind.BOTH).times(likeness[label][pattern]);
    }

    private static Pair towards(Pair from, Pair to) {
        return new Pair(step(from.slope(), to.slope()), step(from.offset(), to.offset()));
    }

    private static double step(double from, double to) {
        return Math.max(from - LONGEST_STEP, Math.min(from + LONGEST_STEP, to));
    }

    private static Logistic map(Pair effect) {
        return new Logistic(Math.max(FLATTEST, 1 + effect.slope()), effect.offset());
    }

    /** By label and pattern. */
    Logistic[][] maps() {
        return Arrays.stream(effects)
                .map(row -> Arrays.stream(row).map(MixedEffects::map).toArray(Logistic[]::new))
                .toArray(Logistic[][]::new);
    }

    /** For patterns that nobody has. */
    Logistic common(int label) {
        return map(common[label]);
    }

    /** How far the maps of a label spread from its common one: precision of the offset, or of the slope where that alone moves. */
    double strength() {
        Pair pattern = spread.variance(Spread.Kind.PATTERN);
        Pair both = spread.variance(Spread.Kind.BOTH);
        return form == Form.TEMPERATURE ? 1 / (pattern.slope() + both.slope()) : 1 / (pattern.offset() + both.offset());
    }
}
