package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gapwise.core.Progress;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.predict.Predictor;
import org.gapwise.data.simulate.Optimum;
import org.gapwise.evaluate.Availability;
import org.gapwise.evaluate.Comparison;
import org.gapwise.evaluate.Contender;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.MetricsFile;
import org.gapwise.evaluate.PredictionsFile;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.StressTest;
import org.gapwise.evaluate.calibrate.SetCheck;
import org.gapwise.evaluate.report.Report;
import org.gapwise.model.ModelPredictor;

/** Judges a model beside others and writes down what was found. */
final class Evaluating implements AutoCloseable {

    static final String OPTIMUM = "Best possible";

    /**
     * What is judged on what.
     *
     * @param name of the model, as readers see it
     * @param cohort the cases
     * @param part which part of the data they are
     */
    record Judged(String name, Bundle bundle, Predictor predictor, Cohort cohort, String part) {}

    private final Judged judged;
    private final StressTest.Options options;
    private final List<Predictor> opened = new ArrayList<>();
    private final List<Contender> contenders = new ArrayList<>();
    private final List<String> rivals = new ArrayList<>();

    Evaluating(Judged judged, StressTest.Options options) {
        this.judged = judged;
        this.options = options;
        contenders.add(Contender.method(judged.name(), judged.predictor()));
    }

    /** Somebody else who is asked the same. */
    void add(Contender contender) {
        contenders.add(contender);
        opened.add(contender.predictor());
    }

    /** Other models, compared label by label. */
    void against(List<Path> models) {
        for (Path model : models) {
            String name = name(model);
            String unique = names().contains(name) ? model.toString() : name;
            rivals.add(unique);
            Bundle bundle = Bundle.open(model);
            add(Contender.method(unique, CalibratedPredictor.of(bundle, ModelPredictor.open(bundle))));
        }
    }

    /** What a folder of a model is called. */
    static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /** The optimum, when the folder is one of a simulated cohort. */
    void optimum(Path folder) {
        if (Files.exists(folder.resolve("optimum.json"))) {
            add(Contender.optimum(OPTIMUM, Optimum.open(folder)));
        }
    }

    @Override
    public void close() {
        opened.forEach(Predictor::close);
    }

    private List<String> names() {
        return contenders.stream().map(Contender::name).toList();
    }

    Result run(boolean stress, Progress progress) {
        Map<String, Scored> answers = new LinkedHashMap<>();
        List<StressTest> tests = new ArrayList<>();
        int modalities = judged.cohort.schema().modalities().size();
        progress.start("Predicting", (long) judged.cohort.size() * contenders.size() * (stress ? 1 + modalities : 1));
        if (stress) {
            StressTest test = StressTest.of(judged.cohort, contenders, options, progress);
            answers.putAll(test.untouched());
            tests.add(test);
        } else {
            for (Contender contender : contenders) {
                answers.put(
                        contender.name(), Scored.of(contender.predictor(), judged.cohort, options.batch(), progress));
            }
        }
        progress.done();
        Scored scored = answers.values().iterator().next();
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        for (String rival : rivals) {
            Scored other = answers.get(rival);
            if (other != null) {
                comparisons.put(rival, Comparison.of(scored, other, options.bootstrap()));
            }
        }
        Evaluation evaluation = Evaluation.of(scored, options.bootstrap());
        return new Result(judged, scored, evaluation, tests, comparisons);
    }

    /**
     * What was found.
     *
     * @param tests the stress test, if there was one
     * @param comparisons with each rival, by its name
     */
    record Result(
            Judged judged,
            Scored scored,
            Evaluation evaluation,
            List<StressTest> tests,
            Map<String, Comparison> comparisons) {

        void write(Path folder, Report report) {
            Json.write(folder.resolve("metrics.json"), metrics());
            PredictionsFile.write(
                    folder.resolve("predictions.csv"),
                    scored,
                    judged.cohort().schema().caseKey(),
                    true);
            report.write(folder.resolve("report.html"));
        }

        /** What the cases have. */
        Availability availability() {
            return Availability.of(
                    judged.cohort(), Pages.SAMPLE, evaluation.bootstrap().seed());
        }

        ObjectNode metrics() {
            ObjectNode root = MetricsFile.of(evaluation);
            ObjectNode model = root.putObject("model");
            model.put("name", judged.name()).put("part", judged.part());
            model.put("weights_sha256", Sha256.of(judged.bundle().file("weights.safetensors")));
            Calibration.of(judged.bundle()).ifPresent(calibration -> {
                ObjectNode sets = root.putObject("prediction_sets").put("coverage", calibration.coverage());
                sets.set("labels", Json.tree(SetCheck.byLabel(scored, calibration)));
                sets.set("patterns", Json.tree(SetCheck.byPattern(scored, calibration)));
            });
            tests.forEach(test -> root.set("stress", MetricsFile.of(test)));
            if (!comparisons.isEmpty()) {
                ObjectNode others = root.putObject("comparisons");
                comparisons.forEach((name, comparison) -> others.set(name, MetricsFile.of(comparison)));
            }
            return root;
        }

        String text() {
            StringBuilder text = new StringBuilder();
            text.append(String.format(
                    Locale.ROOT,
                    "%d cases of %d groups (%s)%nmacro AUROC %s%n",
                    evaluation.cases(),
                    evaluation.groups(),
                    judged.part(),
                    evaluation.macro(Metric.AUROC)));
            for (StressTest test : tests) {
                text.append(Summary.of(test, judged.cohort().schema().modalityNames()));
            }
            comparisons.forEach((name, comparison) -> text.append("better than ")
                    .append(name)
                    .append(" by ")
                    .append(comparison.macroDifference())
                    .append('\n'));
            return text.toString();
        }
    }
}
