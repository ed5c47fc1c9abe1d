package org.gapwise.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.file.Sha256;
import org.gapwise.evaluate.Availability;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.StressTest;
import org.gapwise.evaluate.report.CalibrationSection;
import org.gapwise.evaluate.report.ComparisonSection;
import org.gapwise.evaluate.report.CurvesSection;
import org.gapwise.evaluate.report.DecisionSection;
import org.gapwise.evaluate.report.ExampleCase;
import org.gapwise.evaluate.report.ExamplesSection;
import org.gapwise.evaluate.report.Headline;
import org.gapwise.evaluate.report.LabelSection;
import org.gapwise.evaluate.report.MissingnessSection;
import org.gapwise.evaluate.report.PatternSection;
import org.gapwise.evaluate.report.ProvenanceSection;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;
import org.gapwise.evaluate.report.StressSection;
import org.gapwise.evaluate.report.TextSection;
import org.gapwise.evaluate.report.TrainingRun;
import org.gapwise.evaluate.report.TrainingSection;
import org.gapwise.nn.EngineInfo;
import org.gapwise.nn.Native;

/** Puts the page of an evaluation together. */
final class Pages {

    /** Single cases that the missingness map shows. */
    static final int SAMPLE = 120;

    private static final int EXAMPLES = 6;

    private final Evaluating.Result result;
    private final Evaluating.Judged judged;
    private final Evaluation evaluation;
    private final Availability availability;

    Pages(Evaluating.Result result) {
        this.result = result;
        judged = result.judged();
        evaluation = result.evaluation();
        availability = result.availability();
    }

    /** The page of one model. */
    Report model() {
        boolean whole = judged.part().equals("all");
        return page(
                judged.name() + (whole ? "" : " on its " + judged.part() + " part"),
                "One model, asked about every case with whatever that case has.",
                List.of(),
                TrainingCurves.of(judged.bundle(), judged.name()));
    }

    /** @param extra sections that stand after the stress test */
    Report page(String title, String subtitle, List<Section> extra, List<TrainingRun> runs) {
        List<Section> sections = new ArrayList<>();
        result.tests().forEach(test -> sections.add(new StressSection(test)));
        sections.addAll(extra);
        result.comparisons()
                .forEach((name, comparison) -> sections.add(new ComparisonSection(judged.name(), name, comparison)));
        sections.add(new LabelSection(evaluation));
        sections.add(new PatternSection(evaluation, modalities()));
        sections.add(new CurvesSection(evaluation));
        sections.add(new CalibrationSection(evaluation));
        Calibration.of(judged.bundle())
                .ifPresent(calibration -> sections.add(new DecisionSection(result.scored(), calibration)));
        sections.add(new MissingnessSection(availability));
        long seed = evaluation.bootstrap().seed();
        sections.add(new ExamplesSection(ExampleCase.choose(judged.cohort(), result.scored(), EXAMPLES, seed)));
        sections.add(new TrainingSection(runs));
        sections.add(TextSection.howToRead(evaluation.bootstrap()));
        sections.add(TextSection.limits(evaluation, List.of()));
        sections.add(new ProvenanceSection(facts()));
        return new Report(title, subtitle, Optional.of(headline(result.tests())), sections);
    }

    private Headline headline(List<StressTest> tests) {
        return tests.isEmpty()
                ? Headline.of(evaluation, availability)
                : Headline.of(evaluation, availability, tests.get(0));
    }

    private List<String> modalities() {
        return judged.cohort().schema().modalityNames();
    }

    private Map<String, String> facts() {
        JsonNode manifest = judged.bundle().manifest();
        EngineInfo engine = Native.describe();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Gapwise", Version.text());
        facts.put("Preset", manifest.path("preset").asText());
        facts.put("Seed of training", manifest.path("seed").asText());
        facts.put("Seed of evaluation", String.valueOf(evaluation.bootstrap().seed()));
        facts.put("Parameters", manifest.path("parameters").asText());
        facts.put("Weights, SHA-256", Sha256.of(judged.bundle().file("weights.safetensors")));
        facts.put("Training data, SHA-256", manifest.path("data").path("sha256").asText());
        facts.put(
                "Engine",
                "libtorch " + engine.torch() + ", " + engine.capability() + ", " + engine.threads() + " threads");
        facts.put("Java", System.getProperty("java.version"));
        facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return facts;
    }
}
