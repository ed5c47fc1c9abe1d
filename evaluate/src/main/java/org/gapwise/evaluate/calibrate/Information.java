package org.gapwise.evaluate.calibrate;

import java.util.List;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.evaluate.calibrate.Symmetric.Pair;

/**
 * What the cases of a label under a pattern say about their map: the log likelihood as a parabola about where the map stands,
 * for slope less 1 and offset.
 *
 * @param sharpness its second derivatives, turned round: Fisher's information
 * @param pull the sharpness times where the parabola is highest
 */
record Information(Symmetric sharpness, Pair pull) {

    /** Where answers are certain, the parabola would be flat and its top anywhere. */
    private static final double LEAST_WEIGHT = 1e-4;

    /**
     * @param at by label and pattern, where maps stand
     * @return by label and pattern
     */
    static Information[][] of(List<Sample> labels, Logistic[][] at) {
        return IntStream.range(0, labels.size())
                .parallel()
                .mapToObj(label -> of(labels.get(label), at[label]))
                .toArray(Information[][]::new);
    }

    private static Information[] of(Sample sample, Logistic[] at) {
        double[][] sums = new double[at.length][5];
        for (int i = 0; i < sample.size(); i++) {
            double[] sum = sums[sample.pattern()[i]];
            double z = sample.logit()[i];
            double p = at[sample.pattern()[i]].ofLogit(z);
            double miss = (sample.positive()[i] ? 1 : 0) - p;
            double weight = Math.max(LEAST_WEIGHT, p * (1 - p));
            sum[0] += weight * z * z;
            sum[1] += weight * z;
            sum[2] += weight;
            sum[3] += miss * z;
            sum[4] += miss;
        }
        return IntStream.range(0, at.length).mapToObj(p -> of(sums[p], at[p])).toArray(Information[]::new);
    }

    private static Information of(double[] sums, Logistic at) {
        Symmetric sharpness = new Symmetric(sums[0], sums[1], sums[2]);
        Pair here = new Pair(at.slope() - 1, at.offset());
        return new Information(sharpness, sharpness.times(here).plus(new Pair(sums[3], sums[4])));
    }

    /** Where offsets may not move. */
    Information ofSlope() {
        return new Information(new Symmetric(sharpness.slopes(), 0, 0), new Pair(pull.slope(), 0));
    }

    /** Once an effect of its own, with this prior precision, is allowed for: what is left for those it shares. */
    Information beside(Symmetric precision) {
        Symmetric own = own(precision);
        return new Information(sharpness.minus(own.within(sharpness)), pull.minus(sharpness.times(own.times(pull))));
    }

    /** Covariance of the own effect when the shared ones are known. */
    Symmetric own(Symmetric precision) {
        return sharpness.plus(precision).inverse();
    }
}
