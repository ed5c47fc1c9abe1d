package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.calibrate.LabelCalibration;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.calibrate.PatternCalibration;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.evaluate.Scored;

/** Learns a calibration from the answers of a predictor about cases it was not trained on. */
public final class Calibrating {

    private final Scored scored;
    private final Options options;
    private final List<List<String>> patterns;

    /**
     * How to learn it.
     *
     * @param part which cases these are, for readers
     * @param coverage how often a prediction set should hold the truth
     * @param rule how thresholds are chosen
     * @param seed of the folds
     */
    public record Options(String part, double coverage, OperatingRule rule, long seed) {}

    /**
     * What was learned.
     *
     * @param checks before and after, by label and pattern
     * @param answers calibrated, each case by maps that were learned without its patient
     */
    public record Result(Calibration calibration, List<CalibrationCheck> checks, Scored answers) {
        public Result {
            checks = List.copyOf(checks);
        }
    }

    private record Label(LabelCalibration learned, List<CalibrationCheck> checks, double[] answers) {}

    private Calibrating(Scored scored, Options options) {
        this.scored = scored;
        this.options = options;
        patterns = IntStream.range(0, scored.size())
                .mapToObj(row -> scored.presence(row).modalities())
                .distinct()
                .toList();
    }

    /** @param scored uncalibrated answers */
    public static Result of(Scored scored, Options options) {
        return new Calibrating(scored, options).learn();
    }

    private Result learn() {
        int labels = scored.targets().size();
        List<Optional<Label>> learned =
                IntStream.range(0, labels).parallel().mapToObj(this::label).toList();
        double[][] answers = new double[labels][];
        List<LabelCalibration> calibrations = new ArrayList<>();
        List<CalibrationCheck> checks = new ArrayList<>();
        int[] all = IntStream.range(0, scored.size()).toArray();
        for (int l = 0; l < labels; l++) {
            answers[l] = learned.get(l).map(Label::answers).orElse(scored.probabilities(l, all));
            learned.get(l).ifPresent(label -> {
                calibrations.add(label.learned());
                checks.addAll(label.checks());
            });
        }
        Calibration calibration = new Calibration(
                Calibration.VERSION, options.part(), scored.size(), scored.groups(), options.coverage(), calibrations);
        return new Result(calibration, checks, scored.with(answers));
    }

    /** Empty when too few patients have one of the two classes. */
    private Optional<Label> label(int target) {
        Sample sample = Sample.of(scored, target, patterns);
        if (Math.min(sample.patients(true), sample.patients(false)) < Bootstrap.MIN_GROUPS) {
            return Optional.empty();
        }
        Selection.Choice choice = new Selection(sample, options.seed()).best();
        double[] unseen = probabilities(choice.unseen());
        LabelCalibration learned = learned(scored.targets().get(target), sample, choice.form());
        return Optional.of(
                new Label(learned, checks(learned.target(), sample, unseen), answers(target, learned, unseen)));
    }

    private LabelCalibration learned(String target, Sample sample, Form form) {
        Hierarchy maps = Hierarchy.fit(sample, form);
        double[] answers = new double[sample.size()];
        Arrays.setAll(answers, i -> maps.of(sample.pattern()[i], sample.logit()[i]));
        ConformalFit sets = new ConformalFit(sample, answers, options.coverage());
        List<PatternCalibration> byPattern = new ArrayList<>();
        for (int p = 0; p < patterns.size(); p++) {
            int cases = sample.of(p).size();
            if (cases > 0) {
                byPattern.add(new PatternCalibration(
                        patterns.get(p), cases, maps.patterns().get(p), sets.of(p, false), sets.of(p, true)));
            }
        }
        Decided decided = new Decided(probabilities(answers), sample.positive(), sample.group());
        return new LabelCalibration(
                target,
                form.word(),
                form == Form.TEMPERATURE ? maps.pull().slope() : maps.pull().offset(),
                sample.size(),
                maps.curve(),
                maps.common(),
                sets.pooled(false),
                sets.pooled(true),
                options.rule().choose(decided),
                byPattern);
    }

    private List<CalibrationCheck> checks(String target, Sample sample, double[] unseen) {
        double[] before = probabilities(sample.logit());
        List<CalibrationCheck> checks = new ArrayList<>();
        checks.add(new CalibrationCheck(
                target,
                CalibrationCheck.ALL,
                sample.size(),
                CalibrationCheck.Quality.of(before, sample.positive()),
                CalibrationCheck.Quality.of(unseen, sample.positive())));
        for (int p = 0; p < patterns.size(); p++) {
            int wanted = p;
            int[] rows = IntStream.range(0, sample.size())
                    .filter(i -> sample.pattern()[i] == wanted)
                    .toArray();
            if (rows.length > 0) {
                boolean[] yes = sample.of(p).positive();
                checks.add(new CalibrationCheck(
                        target,
                        CalibrationCheck.name(patterns.get(p)),
                        rows.length,
                        CalibrationCheck.Quality.of(chosen(before, rows), yes),
                        CalibrationCheck.Quality.of(chosen(unseen, rows), yes)));
            }
        }
        return checks;
    }

    /** Of all cases; the judged ones by maps that had not seen their patient. */
    private double[] answers(int target, LabelCalibration learned, double[] unseen) {
        double[] answers = new double[scored.size()];
        Arrays.setAll(
                answers,
                row -> learned.probability(scored.presence(row).modalities(), scored.probability(target, row)));
        int[] judged = scored.judged(target);
        for (int i = 0; i < judged.length; i++) {
            answers[judged[i]] = unseen[i];
        }
        return answers;
    }

    private static double[] chosen(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] probabilities(double[] logits) {
        return Arrays.stream(logits).map(Logistic.IDENTITY::ofLogit).toArray();
    }
}
