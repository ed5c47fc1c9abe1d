package org.gapwise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gapwise.nn.Precision;

/** From what a match measured to what it means. */
final class Findings {

    private static final String OURS = "Gapwise";
    private static final double SLACK = 0.05;
    private static final double HALF = 0.6;
    private static final double FIFTH = 0.3;
    private static final double LITTLE = 0.02;

    private final Match match;
    private final Map<String, Spread> peaks;

    Findings(Match match, Map<String, Spread> peaks) {
        this.match = match;
        this.peaks = peaks;
    }

    List<Figures.Timing> timings() {
        Workload work = match.work();
        Series series = match.series();
        List<Figures.Timing> timings = new ArrayList<>();
        for (Key key : series.keys()) {
            Spread wall = series.wall(key);
            timings.add(new Figures.Timing(
                    work.name(),
                    work.batch(),
                    key.contender(),
                    key.precision().word(),
                    key.operation().words(),
                    key.scene().words(),
                    wall,
                    series.processor(key),
                    utilisation(key, wall)));
        }
        return timings;
    }

    private double utilisation(Key key, Spread wall) {
        Spread peak = peaks.get(key.precision().word());
        if (peak == null || key.contender().contains("alone")) {
            return Double.NaN;
        }
        double needed =
                switch (key.operation()) {
                    case STEP -> Flops.step(match.work(), key.scene());
                    case PREDICT -> Flops.forward(match.work(), key.scene());
                    case PASSES, ONE, BOOKKEEPING -> Double.NaN;
                };
        return needed / wall.median() / peak.median();
    }

    List<Figures.Ratio> ratios() {
        List<Figures.Ratio> ratios = new ArrayList<>();
        for (Key key : match.series().keys()) {
            if (key.operation() == Key.Operation.BOOKKEEPING) {
                Key step = new Key(key.contender(), key.precision(), Key.Operation.STEP, key.scene());
                add(ratios, "bookkeeping", key, step, key.scene().equals(Scene.FULL) ? LITTLE : Double.NaN);
                continue;
            }
            if (key.contender().equals(OURS)) {
                rivals(ratios, key);
            }
            if (!key.scene().equals(Scene.FULL) && key.operation() != Key.Operation.ONE) {
                law(ratios, key);
            }
        }
        return ratios;
    }

    private void rivals(List<Figures.Ratio> ratios, Key key) {
        for (String peer : match.peers()) {
            for (Precision precision : Precision.values()) {
                boolean comparable = precision == key.precision() || precision == Precision.FP32;
                if (comparable && key.operation() != Key.Operation.PASSES) {
                    add(ratios, "speed", key.of(peer, precision), key, Double.NaN);
                }
            }
        }
    }

    /** What a scene costs against nothing missing, or against no image where there is none. */
    private void law(List<Figures.Ratio> ratios, Key key) {
        Scene scene = key.scene();
        boolean ours = key.contender().equals(OURS) && key.operation() != Key.Operation.PREDICT;
        if (scene.features() == 0 && key.operation() != Key.Operation.PASSES) {
            Key alone = new Key(OURS + ", image encoder alone", key.precision(), key.operation(), Scene.FULL);
            double share = match.series()
                    .ratio(alone, key.with(Scene.FULL))
                    .map(Spread::median)
                    .orElse(Double.NaN);
            add(ratios, "cost", key, key.with(Scene.FULL), ours ? 1 - scene.images() * share + SLACK : Double.NaN);
        } else if (scene.images() == 1 && scene.features() > 0 && key.operation() == Key.Operation.PASSES) {
            add(ratios, "transformer", key, key.with(new Scene(1, 0)), scene.features() > 0.7 ? FIFTH : HALF);
        } else if (scene.images() == 0 && key.operation() == Key.Operation.STEP) {
            add(ratios, "cost", key, key.with(Scene.FULL), Double.NaN);
        }
    }

    private void add(List<Figures.Ratio> ratios, String kind, Key above, Key below, double limit) {
        match.series()
                .ratio(above, below)
                .ifPresent(spread -> ratios.add(
                        new Figures.Ratio(match.work().name(), kind, words(kind, above, below), spread, limit)));
    }

    private static String words(String kind, Key above, Key below) {
        String first = above.contender() + " " + above.precision().word();
        if (kind.equals("bookkeeping")) {
            return above.operation().words() + " of " + first + ": share of a training step, "
                    + above.scene().words();
        }
        return kind.equals("speed")
                ? above.operation().words() + ", " + above.scene().words() + ": " + first + " by Gapwise "
                        + below.precision().word()
                : above.operation().words() + " of " + first + ": "
                        + above.scene().words() + " by " + below.scene().words();
    }
}
