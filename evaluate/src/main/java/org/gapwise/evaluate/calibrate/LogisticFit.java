package org.gapwise.evaluate.calibrate;

import org.gapwise.core.calibrate.Logistic;

/**
 * Finds the map that minimizes log loss plus {@code strength / 2} times the squared distance of slope and offset from
 * a prior map: the posterior mode under a Gaussian prior. Newton's method with halved steps; the loss is convex.
 */
final class LogisticFit {

    private static final double FLATTEST = 0.01;
    private static final int ROUNDS = 60;
    private static final double CLOSE = 1e-9;

    private final Sample sample;
    private final Logistic prior;
    private final double strength;

    private LogisticFit(Sample sample, Logistic prior, double strength) {
        this.sample = sample;
        this.prior = prior;
        this.strength = strength;
    }

    static Logistic of(Sample sample, Form form, Logistic prior, double strength) {
        return switch (form) {
            case IDENTITY -> Logistic.IDENTITY;
            case TEMPERATURE -> new LogisticFit(sample, prior, strength).solve(0);
            case PLATT -> new LogisticFit(sample, prior, strength).solve(1);
        };
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
        double slope = strength * (at.slope() - prior.slope());
        double offset = strength * (at.offset() - prior.offset());
        double slopes = strength;
        double both = 0;
        double offsets = strength;
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
        double loss = strength / 2 * (slope * slope + offset * offset);
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
