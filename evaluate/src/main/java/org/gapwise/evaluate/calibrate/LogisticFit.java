package org.gapwise.evaluate.calibrate;

import org.gapwise.core.calibrate.Logistic;

/**
 * Finds the map that minimizes log loss plus half of the squared distances of slope and offset from a prior map, each times
 * its strength: the posterior mode under a Gaussian prior. Newton's method with halved steps; the loss is convex.
 */
final class LogisticFit {

    private static final double FLATTEST = 0.01;
    private static final int ROUNDS = 60;
    private static final double CLOSE = 1e-9;
    /** Information of a pattern without a case: finite, so that it weighs nothing. */
    private static final double NOTHING_KNOWN = 1e-9;

    private final Sample sample;
    private final Logistic prior;
    private final Pull pull;

    /** How strongly a prior map draws: the precisions of slope and offset. */
    record Pull(double slope, double offset) {

        /** As if by one case of even odds or so. */
        static final Pull WEAK = new Pull(1, 1);
    }

    /** A map and the variances of its errors, from the cases alone. */
    record Known(Logistic map, double slopeVariance, double offsetVariance) {}

    private LogisticFit(Sample sample, Logistic prior, Pull pull) {
        this.sample = sample;
        this.prior = prior;
        this.pull = pull;
    }

    static Logistic of(Sample sample, Form form, Logistic prior, Pull pull) {
        return switch (form) {
            case IDENTITY -> Logistic.IDENTITY;
            case TEMPERATURE -> new LogisticFit(sample, prior, pull).solve(0);
            case PLATT, ISOTONIC -> new LogisticFit(sample, prior, pull).solve(1);
        };
    }

    /** The same with its errors, by the inverse of Fisher's information. */
    static Known known(Sample sample, Form form, Logistic prior, Pull pull) {
        Logistic map = of(sample, form, prior, pull);
        double slopes = NOTHING_KNOWN;
        double both = 0;
        double offsets = NOTHING_KNOWN;
        for (int i = 0; i < sample.size(); i++) {
            double z = sample.logit()[i];
            double p = map.ofLogit(z);
            double weight = p * (1 - p);
            slopes += weight * z * z;
            both += weight * z;
            offsets += weight;
        }
        double scale = slopes * offsets - both * both;
        return form == Form.PLATT || form == Form.ISOTONIC
                ? new Known(map, offsets / scale, slopes / scale)
                : new Known(map, 1 / slopes, 1 / offsets);
    }

    /** @param free 1 when the offset may move, 0 when it stays where the prior has it */
    private Logistic solve(double free) {
        Logistic at = prior;
        double loss = loss(at);
        for (int round = 0; round < ROUNDS; round++) {
            double[] step = step(at, free);
            double size = 1;
            Logistic next = moved(at, step, size);
            double lower = loss(next);
            while (lower > loss && size > CLOSE) {
                size /= 2;
                next = moved(at, step, size);
                lower = loss(next);
            }
            if (loss - lower <= CLOSE) {
                return at;
            }
            at = next;
            loss = lower;
        }
        return at;
    }

    private static Logistic moved(Logistic from, double[] step, double size) {
        return new Logistic(Math.max(FLATTEST, from.slope() - size * step[0]), from.offset() - size * step[1]);
    }

    /** The inverse of the second derivatives times the first. */
    private double[] step(Logistic at, double free) {
        double slope = pull.slope() * (at.slope() - prior.slope());
        double offset = pull.offset() * (at.offset() - prior.offset());
        double slopes = pull.slope();
        double both = 0;
        double offsets = pull.offset();
        for (int i = 0; i < sample.size(); i++) {
            double z = sample.logit()[i];
            double p = at.ofLogit(z);
            double miss = p - (sample.positive()[i] ? 1 : 0);
            slope += miss * z;
            offset += miss;
            double weight = p * (1 - p);
            slopes += weight * z * z;
            both += weight * z;
            offsets += weight;
        }
        if (free == 0) {
            return new double[] {slope / slopes, 0};
        }
        double scale = slopes * offsets - both * both;
        return new double[] {(offsets * slope - both * offset) / scale, (slopes * offset - both * slope) / scale};
    }

    private double loss(Logistic at) {
        double slope = at.slope() - prior.slope();
        double offset = at.offset() - prior.offset();
        double loss = (pull.slope() * slope * slope + pull.offset() * offset * offset) / 2;
        for (int i = 0; i < sample.size(); i++) {
            loss += logLoss(at.slope() * sample.logit()[i] + at.offset(), sample.positive()[i]);
        }
        return loss;
    }

    /** Of an answer given as log odds; exact far out too. */
    static double logLoss(double logit, boolean positive) {
        double against = positive ? -logit : logit;
        return Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
    }
}
