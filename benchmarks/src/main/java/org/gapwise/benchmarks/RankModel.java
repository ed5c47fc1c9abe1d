package org.gapwise.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What more ranks than this machine holds would do, if nothing but the model's terms mattered. A step of a rank takes a
 * fixed part and one in proportion to its cases. Adding up V bytes among W ranks in a ring takes 2 (W - 1) messages one
 * after the other, of V / W bytes each (Patarasuk and Yuan, 2009). Nothing is hidden behind the backward pass.
 *
 * @param fixed seconds of a step that do not depend on how many cases there are
 * @param perCase seconds
 * @param batch cases of a whole batch
 * @param exchanges how many there are in a step, and the bytes of all of them
 */
record RankModel(double fixed, double perCase, int batch, double exchanges, double bytes) {

    /** Workers for which figures are given. */
    static final List<Integer> WORKERS = List.of(2, 4, 8, 16, 32, 64);

    /**
     * What carries messages.
     *
     * @param latency seconds until a message is there, whatever its size
     * @param bandwidth bytes a second, one way
     */
    record Network(String name, double latency, double bandwidth) {
        /** Assumed, not measured: what TCP over such a card usually gives. */
        static final List<Network> USUAL =
                List.of(new Network("10 Gbit/s, 50 us", 50e-6, 1.1e9), new Network("100 Gbit/s, 20 us", 20e-6, 10e9));

        double exchange(int workers, double exchanges, double bytes) {
            return 2 * (workers - 1) * (exchanges * latency + bytes / workers / bandwidth);
        }
    }

    /**
     * Efficiencies at a number of workers.
     *
     * @param strong one batch for all
     * @param weak one batch each
     * @param sent bytes that each worker sends in a step
     */
    public record Forecast(String network, int workers, double strong, double weak, double sent) {}

    /** From times of one rank on a whole batch and on a share of it. */
    static RankModel of(RankFigures figures) {
        int share = figures.batch() / figures.ranks();
        double slope = (figures.alone().median() - figures.aloneOnShare().median()) / (figures.batch() - share);
        double perCase = Math.max(0, slope);
        double fixed = Math.max(0, figures.alone().median() - perCase * figures.batch());
        return new RankModel(
                fixed,
                perCase,
                figures.batch(),
                1 + figures.normExchanges(),
                (double) figures.gradientBytes() + figures.normBytes());
    }

    /** The loopback as it was measured. */
    static Network loopback(RankFigures figures) {
        int others = figures.ranks() - 1;
        double latency = figures.small().median() / (2 * others);
        double moved = 2.0 * others / figures.ranks() * figures.gradientBytes();
        double seconds =
                Math.max(1e-9, figures.large().median() - figures.small().median());
        return new Network("loopback, as measured", latency, moved / seconds);
    }

    List<Forecast> forecasts(Network network) {
        List<Forecast> forecasts = new ArrayList<>();
        double alone = fixed + perCase * batch;
        for (int workers : WORKERS) {
            double exchange = network.exchange(workers, exchanges, bytes);
            double strong = alone / workers / (fixed + perCase * batch / workers + exchange);
            double sent = 2 * (workers - 1) * bytes / workers;
            forecasts.add(new Forecast(network.name(), workers, strong, alone / (alone + exchange), sent));
        }
        return forecasts;
    }
}
