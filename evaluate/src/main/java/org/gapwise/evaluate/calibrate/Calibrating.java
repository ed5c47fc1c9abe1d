package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.calibrate.LabelCalibration;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.calibrate.PatternCalibration;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.evaluate.Scored;

/** Learns a calibration from the answers of a predictor about cases it was not trained on. */
public final class Calibrating {

    private final Scored all;
    private final int own;
    private final Scored scored; // as they are
    private final Options options;
    private final Progress progress;
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

    private Calibrating(Scored all, int own, Options options, Progress progress) {
        this.all = all;
        this.own = own;
        this.options = options;
        this.progress = progress;
        scored = all.select(IntStream.range(0, own).boxed().toList());
        patterns = IntStream.range(0, all.size())
                .mapToObj(row -> all.presence(row).modalities())
                .distinct()
                .toList();
    }

    /** @param scored uncalibrated answers */
    public static Result of(Scored scored, Options options) {
        return of(scored, scored.size(), options, Progress.silent());
    }

    /**
     * The same, also from what is said of cases of which modalities were taken away.
     *
     * @param scored uncalibrated answers
     * @param own how many of the cases are as they are: the first ({@link FewerModalities})
     */
    public static Result of(Scored scored, int own, Options options, Progress progress) {
        return new Calibrating(scored, own, options, progress).learn();
    }

    private Result learn() {
        int labels = scored.targets().size();
        List<Sample> samples = IntStream.range(0, labels)
                .mapToObj(l -> sample(l, row -> row < own))
                .toList();
        int[] learnable =
                IntStream.range(0, labels).filter(l -> enough(samples.get(l))).toArray();
        Lesson lesson = Lesson.of(
                Arrays.stream(learnable).mapToObj(samples::get).toList(),
                Arrays.stream(learnable)
                        .mapToObj(l -> sample(l, row -> row >= own))
                        .toList());
        List<Label> learned = learnable.length == 0 ? List.of() : labels(learnable, lesson);
        double[][] answers = new double[labels][];
        int[] cases = IntStream.range(0, own).toArray();
        Arrays.setAll(answers, l -> scored.probabilities(l, cases));
        for (int k = 0; k < learnable.length; k++) {
            answers[learnable[k]] = learned.get(k).answers();
        }
        Calibration calibration = new Calibration(
                Calibration.VERSION,
                options.part(),
                own,
                scored.groups(),
                options.coverage(),
                learned.stream().map(Label::learned).toList());
        List<CalibrationCheck> checks =
                learned.stream().flatMap(label -> label.checks().stream()).toList();
        return new Result(calibration, checks, scored.with(answers));
    }

    /** Whether enough patients have either class. */
    private static boolean enough(Sample sample) {
        return Math.min(sample.patients(true), sample.patients(false)) >= Bootstrap.MIN_GROUPS;
    }

    private Sample sample(int target, IntPredicate row) {
        return Sample.of(all, target, patterns, row);
    }

    private List<Label> labels(int[] targets, Lesson lesson) {
        List<Selection.Choice> choices = new Selection(lesson, options.seed()).best(progress);
        Map<Form, List<Hierarchy>> maps = new EnumMap<>(Form.class);
        choices.forEach(choice -> maps.computeIfAbsent(choice.form(), form -> Hierarchy.fit(lesson, form)));
        return IntStream.range(0, targets.length)
                .parallel()
                .mapToObj(k -> label(
                        targets[k],
                        lesson.own().get(k),
                        lesson.fewer().get(k),
                        choices.get(k),
                        maps.getOrDefault(choices.get(k).form(), List.of()).get(k)))
                .toList();
    }

    private Label label(int target, Sample sample, Sample reduced, Selection.Choice choice, Hierarchy maps) {
        double[] unseen = probabilities(choice.unseen());
        LabelCalibration learned = learned(target, sample, reduced, choice.form(), maps);
        return new Label(learned, checks(learned.target(), sample, unseen), answers(target, learned, unseen));
    }

    private LabelCalibration learned(int target, Sample sample, Sample reduced, Form form, Hierarchy maps) {
        double[] answers = maps.of(sample);
        ConformalFit sets = new ConformalFit(sample, answers, options.coverage());
        List<PatternCalibration> byPattern = new ArrayList<>();
        for (int p = 0; p < patterns.size(); p++) {
            byPattern.add(new PatternCalibration(
                    patterns.get(p),
                    sample.of(p).size(),
                    reduced.of(p).size(),
                    maps.patterns().get(p),
                    sets.of(p, false),
                    sets.of(p, true)));
        }
        Decided decided = new Decided(probabilities(answers), sample.positive(), sample.group());
        return new LabelCalibration(
                scored.targets().get(target),
                form.word(),
                maps.strength(),
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
