package org.gapwise.benchmarks;

/**
 * What training steps of several ranks on one machine took; seconds, unless said otherwise.
 *
 * @param ranks processes that trained together, each with as many threads as {@code threads} says
 * @param alone a step of one of them on a whole batch, while the others rest
 * @param aloneOnShare the same on the share that each has when all train
 * @param strong a step of all on one batch, each on its share
 * @param weak a step of all on one batch each
 * @param gradients how long the exchange of gradients and statistics takes when all are ready for it, packing included
 * @param norms how long a rank was in the exchanges of batch normalization in a step, waiting for others included
 * @param normExchanges how many of these there are in a step
 * @param gradientBytes what is added up once a step
 * @param normBytes what is added up by all exchanges of batch normalization in a step
 * @param small adding up one number
 * @param large adding up as many bytes as gradients have
 */
public record RankFigures(
        String workload,
        int batch,
        int ranks,
        int threads,
        Spread alone,
        Spread aloneOnShare,
        Spread strong,
        Spread weak,
        Spread gradients,
        Spread norms,
        double normExchanges,
        long gradientBytes,
        long normBytes,
        Spread small,
        Spread large) {

    /** One rank's time on a batch by that of all together, by their number. */
    double strongEfficiency() {
        return alone.median() / ranks / strong.median();
    }

    /** One rank's time on its batch by its time in company. */
    double weakEfficiency() {
        return alone.median() / weak.median();
    }

    /** The share of an exchange that is hidden behind the backward pass: none, it begins when that has ended. */
    double overlap() {
        return 0;
    }
}
