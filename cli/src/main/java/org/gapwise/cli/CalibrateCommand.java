package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.calibrate.Familiarity;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.file.Json;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.monitor.Profile;
import org.gapwise.data.table.TableCohort;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.calibrate.Calibrating;
import org.gapwise.evaluate.calibrate.CalibrationCard;
import org.gapwise.evaluate.calibrate.CalibrationCheck;
import org.gapwise.evaluate.calibrate.FewerModalities;
import org.gapwise.evaluate.calibrate.OperatingRule;
import org.gapwise.evaluate.calibrate.PictureFit;
import org.gapwise.evaluate.calibrate.SubgroupAudit;
import org.gapwise.model.ModelPredictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise calibrate}. */
@Command(
        name = "calibrate",
        header = "Sets a model's probabilities right, by what each case has.",
        description =
                "Learns on cases the model was not trained on, by label and by the modalities present, and writes into"
                        + " the model: calibrated probabilities, prediction sets that hold the truth as often as asked,"
                        + " and from which probability a case is flagged. predict and evaluate use it from then on.",
        footer = {
            "",
            "Examples:",
            "  gapwise calibrate model schema.toml",
            "  gapwise calibrate model schema.toml --sensitivity 0.9 --by sex,age"
        })
final class CalibrateCommand implements Callable<Integer> {

    private static final int BATCH = 32;
    private static final int RESAMPLES = 200;
    private static final String CARD = "MODEL_CARD.md";

    @Mixin
    private final Common common = new Common();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Folder that train wrote; it is changed.")
    private Path model = Path.of("");

    @Parameters(index = "1", paramLabel = "SCHEMA", description = "schema.toml of the cases to learn on.")
    private Path schema = Path.of("");

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "valid",
            description =
                    "valid or test: the cases of groups that were in this part when the model was trained; or all,"
                            + " for other data (default: ${DEFAULT-VALUE}).")
    private String part = "valid";

    @Option(
            names = "--coverage",
            paramLabel = "SHARE",
            defaultValue = "0.9",
            description = "How often a prediction set should hold the truth (default: ${DEFAULT-VALUE}).")
    private double coverage;

    @Option(
            names = "--sensitivity",
            paramLabel = "SHARE",
            description = "Flag from where this sensitivity is reached (default: the highest sensitivity plus"
                    + " specificity).")
    private Optional<Double> sensitivity = Optional.empty();

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "COLUMN",
            description = "Look at each level of a feature apart: answers, and what is missing.")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides folds and resamples (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        Calibrating.Options options = options();
        ModelPart wanted = new ModelPart(part);
        if (wanted.part().equals(Optional.of(Part.TRAIN))) {
            throw new ConfigException(
                    "the model has seen these cases, so its answers about them tell nothing.",
                    "--part",
                    "Give valid, test, or all for other data.");
        }
        Bundle bundle = Bundle.open(model);
        try (ModelPredictor predictor = ModelPredictor.open(bundle);
                Cohort whole = Tables.stored(
                        TableCohort.open(schema), predictor.spec().image().size(), common)) {
            calibrate(bundle, predictor, wanted.of(bundle, whole, schema), options);
        }
        return 0;
    }

    private void calibrate(Bundle bundle, ModelPredictor predictor, Cohort cohort, Calibrating.Options options) {
        // Only what the model knows decides which modalities a case has.
        MemoryCohort asked = new MemoryCohort(predictor.schema(), cohort.cases());
        FewerModalities both = FewerModalities.of(asked);
        common.progress().start("Predicting", both.cohort().size());
        Scored scored = Scored.of(predictor, both.cohort(), BATCH, common.progress());
        common.progress().done();
        Calibrating.Result result = Calibrating.of(scored, both.own(), options, common.progress());
        if (result.calibration().labels().isEmpty()) {
            throw new DataException(
                    "no target has positive and negative cases of at least " + Bootstrap.MIN_GROUPS + " patients each.",
                    schema.toString(),
                    "Give more annotated cases, or another --part.");
        }
        List<SubgroupAudit> audits = by.stream()
                .map(column -> SubgroupAudit.of(cohort, column, result.answers(), Bootstrap.of(RESAMPLES, seed)))
                .toList();
        Familiarity pictures = PictureFit.of(asked, predictor.spec().image().size());
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Calibration.FILE, result.calibration().toJson());
        files.put(Familiarity.FILE, Json.text(pictures));
        files.put(Bundle.MANIFEST, manifest(bundle, result.calibration()));
        files.put(CARD, new CalibrationCard(result, audits).in(bundle.text(CARD)));
        Profile.of(bundle)
                .ifPresent(profile -> files.put(
                        Profile.FILE, profile.saying(answers(result.answers())).toJson()));
        bundle.with(files);
        common.answer(text(result, audits), tree(result, audits));
    }

    /** What the calibrated model says of cases it has not learned from. */
    private static List<Map<String, Double>> answers(Scored scored) {
        List<Map<String, Double>> answers = new ArrayList<>();
        for (int row = 0; row < scored.size(); row++) {
            Map<String, Double> one = new LinkedHashMap<>();
            for (int target = 0; target < scored.targets().size(); target++) {
                one.put(scored.targets().get(target), scored.probability(target, row));
            }
            answers.add(one);
        }
        return answers;
    }

    private Calibrating.Options options() {
        if (!(coverage > 0.5 && coverage < 1)) {
            throw new ConfigException(
                    "a coverage of " + coverage + " makes no prediction sets.", "--coverage", "Give 0.8 to 0.99.");
        }
        sensitivity.filter(s -> !(s > 0 && s <= 1)).ifPresent(s -> {
            throw new ConfigException(
                    "a sensitivity of " + s + " cannot be reached.", "--sensitivity", "Give a share such as 0.9.");
        });
        OperatingRule rule =
                sensitivity.<OperatingRule>map(OperatingRule.AtSensitivity::new).orElse(new OperatingRule.Youden());
        return new Calibrating.Options(part, coverage, rule, seed);
    }

    private static String manifest(Bundle bundle, Calibration calibration) {
        ObjectNode manifest = bundle.manifest().deepCopy();
        ObjectNode note = manifest.putObject("calibration");
        note.put("part", calibration.part()).put("cases", calibration.cases());
        note.put("coverage", calibration.coverage());
        return Json.text(manifest);
    }

    private String text(Calibrating.Result result, List<SubgroupAudit> audits) {
        Calibration learned = result.calibration();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d labels calibrated on %d cases of %d groups (%s); answers about unseen patients:%n",
                learned.labels().size(),
                learned.cases(),
                learned.groups(),
                learned.part()));
        for (CalibrationCheck check : result.checks()) {
            if (check.present().equals(CalibrationCheck.ALL)) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-28s ECE %.3f to %.3f, Brier score %.4f to %.4f%n",
                        check.target(),
                        check.before().ece(),
                        check.after().ece(),
                        check.before().brier(),
                        check.after().brier()));
            }
        }
        audits.forEach(audit -> text.append("by ")
                .append(audit.column())
                .append(": missing unequally often: ")
                .append(audit.unequallyMissing().isEmpty() ? "nothing" : String.join(", ", audit.unequallyMissing()))
                .append('\n'));
        return text.append("Written into ")
                .append(model)
                .append("; its MODEL_CARD.md tells more.\n")
                .toString();
    }

    private static ObjectNode tree(Calibrating.Result result, List<SubgroupAudit> audits) {
        ObjectNode tree = Json.object();
        tree.set("calibration", Json.tree(result.calibration()));
        tree.set("checks", Json.tree(result.checks()));
        audits.forEach(audit -> {
            ObjectNode one = tree.withArray("subgroups").addObject();
            one.put("column", audit.column());
            one.set("missing_unequally", Json.tree(audit.unequallyMissing()));
            audit.groups().forEach(group -> {
                ObjectNode level = one.withArray("levels").addObject();
                level.put("level", group.level()).put("cases", group.cases());
                level.put("patients", group.patients()).put("features", group.features());
                group.means().forEach((metric, estimate) -> estimate.value()
                        .ifPresent(value -> level.put(metric.key(), value)));
                level.set("absent", Json.tree(group.absent()));
            });
        });
        return tree;
    }
}
