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
    /** Looks at the cases, at most, and steps of EM between two. */
    private static final int LOOKS = 100;

    private static final int STEPS = 10;
    private static final double LONGEST_STEP = 1;
    private static final double AT_REST = 1e-5;
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
        int look = 0;
        while (look < LOOKS && fit.look() > AT_REST) {
            look++;
        }
        return fit;
    }

    /** How far the map that moved most did. */
    private double look() {
        Information[][] cells = Information.of(labels, maps());
        if (form == Form.TEMPERATURE) {
            for (Information[] row : cells) {
                Arrays.setAll(row, p -> row[p].ofSlope());
            }
        }
        Pair[][] next = new Pair[effects.length][effects[0].length];
        SharedEffects shared = step(cells, next);
        for (int step = 1; step < STEPS; step++) {
            shared = step(cells, next);
        }
        double most = 0;
        for (int l = 0; l < effects.length; l++) {
            common[l] = towards(common[l], shared.common(l));
            for (int p = 0; p < effects[l].length; p++) {
                Pair moved = towards(effects[l][p], next[l][p]);
                most = Math.max(most, far(effects[l][p], moved));
                effects[l][p] = moved;
            }
        }
        return most;
    }

    /** @param to by label and pattern: receives the effects that go with how far they spread */
    private SharedEffects step(Information[][] cells, Pair[][] to) {
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
                to[l][p] = rest.plus(own);
            }
        }
        spread = count.next();
        return shared;
    }

    private Symmetric precision(int label, int pattern) {
        return spread.precision(Spread.Kind.BOTH).times(likeness[label][pattern]);
    }

    /** Slope and offset go together: where log odds are far from 0, one of them alone leads away. */
    private static Pair towards(Pair from, Pair to) {
        double far = far(from, to);
        return far <= LONGEST_STEP ? to : from.plus(to.minus(from).times(LONGEST_STEP / far));
    }

    private static double far(Pair one, Pair other) {
        return Math.max(Math.abs(one.slope() - other.slope()), Math.abs(one.offset() - other.offset()));
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
