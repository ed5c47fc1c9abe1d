package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.data.table.TableCohort;
import org.gapwise.evaluate.explain.Explaining;
import org.gapwise.evaluate.explain.Explanation;
import org.gapwise.evaluate.explain.Measuring;
import org.gapwise.evaluate.explain.Occlusion;
import org.gapwise.evaluate.explain.PictureMap;
import org.gapwise.evaluate.report.ExplanationSection;
import org.gapwise.evaluate.report.Report;
import org.gapwise.model.ModelPredictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise explain}. */
@Command(
        name = "explain",
        header = "Tells why a model answers as it does, and what to measure next.",
        description =
                "Writes explanation.html and explanation.json: what each modality and each input adds, where in a picture"
                        + " the answer comes from, and, with the training table (--schema), which absent input would"
                        + " tell most. An input that is taken away is absent; nothing stands in for it.",
        footer = {
            "",
            "Examples:",
            "  gapwise explain model --case case.json --out why",
            "  gapwise explain model --table new.csv --row 3 --target pneumonia --schema schema.toml --out why"
        })
final class ExplainCommand implements Callable<Integer> {

    private static final int GRID = 8;
    private static final int PICTURES = 64;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "MODEL", description = "Folder that train wrote.")
    private Path model = Path.of("");

    @Mixin
    private final CaseChoice cases = new CaseChoice();

    @Option(
            names = "--row",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which row of the table, from 1 (default: ${DEFAULT-VALUE}).")
    private int row;

    @Option(names = "--target", paramLabel = "NAME", description = "What to explain (default: the most probable).")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--schema",
            paramLabel = "SCHEMA",
            description = "schema.toml of the training table, for heat maps and for what to measure next.")
    private Optional<Path> schema = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides orders and which training cases are looked at (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        Folders.requireNew(out);
        Bundle bundle = Bundle.open(model);
        try (ModelPredictor network = ModelPredictor.open(bundle).remembering(PICTURES)) {
            Predictor predictor = CalibratedPredictor.of(bundle, network);
            int side = network.spec().image().size();
            if (schema.isEmpty()) {
                explain(predictor, Optional.empty(), side);
                return 0;
            }
            Path table = schema.get();
            try (Cohort whole = Tables.stored(TableCohort.open(table), side, common)) {
                Cohort cohort = new ModelPart("train").of(bundle, whole, table);
                Cohort known =
                        new MemoryCohort(predictor.schema().with(whole.schema().costs()), cohort.cases());
                List<PictureMap> ways = List.of(new Occlusion(predictor), new GradientMap(network));
                explain(predictor, Optional.of(new Explaining.Training(known, side, GRID, ways)), side);
            }
        }
        return 0;
    }

    private void explain(Predictor predictor, Optional<Explaining.Training> training, int side) {
        Optional<Case> one = cases.one(predictor.schema());
        if (one.isPresent()) {
            explain(predictor, one.get(), training, side);
            return;
        }
        try (TableCohort cohort = cases.table(predictor.schema())) {
            if (row < 1 || row > cohort.size()) {
                throw new ConfigException(
                        "the table has no row " + row + ".", "--row", "Give 1 to " + cohort.size() + ".");
            }
            explain(predictor, cohort.get(row - 1), training, side);
        }
    }

    private void explain(Predictor predictor, Case one, Optional<Explaining.Training> training, int side) {
        String wanted = wanted(predictor, one);
        Explanation explanation = new Explaining(predictor, training, seed).of(one, wanted);
        ObjectNode tree = tree(explanation);
        try (PartFolder folder = PartFolder.open(out)) {
            Json.write(folder.path().resolve("explanation.json"), tree);
            Report.of(
                            "Why " + wanted,
                            "One case, explained by taking its parts away. Not a diagnosis.",
                            List.of(new ExplanationSection(explanation, one, side)))
                    .write(folder.path().resolve("explanation.html"));
            folder.complete();
        }
        common.answer(text(explanation), tree);
    }

    private String wanted(Predictor predictor, Case one) {
        List<String> known = predictor.schema().targetNames();
        target.filter(name -> !known.contains(name)).ifPresent(name -> {
            throw new ConfigException(
                    "the model has no target \"" + name + "\".",
                    "--target",
                    "It knows " + String.join(", ", known) + ".");
        });
        return target.orElseGet(() -> {
            Prediction prediction = predictor.predict(one);
            return known.stream()
                    .max(Comparator.comparingDouble(prediction::probability))
                    .orElseThrow();
        });
    }

    private static ObjectNode tree(Explanation explanation) {
        ObjectNode tree = Json.object();
        tree.put("version", 1).put("target", explanation.target());
        tree.put("probability", explanation.prediction().probability(explanation.target()));
        tree.set("modalities", Json.tree(explanation.modalities()));
        tree.set("inputs", Json.tree(explanation.inputs()));
        tree.set("faithfulness", Json.tree(explanation.faithfulness()));
        tree.set("heat_maps", Json.tree(explanation.maps()));
        tree.set("next", Json.tree(explanation.next()));
        return tree;
    }

    private String text(Explanation explanation) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s  %.4f%n",
                explanation.target(),
                explanation.prediction().probability(explanation.target())));
        Map<String, Double> shares = explanation.inputs().shares();
        explanation.inputs().ranked().stream()
                .limit(8)
                .forEach(name ->
                        text.append(String.format(Locale.ROOT, "  %+.3f  %s%n", shares.getOrDefault(name, 0.0), name)));
        text.append(String.format(
                Locale.ROOT, "faithfulness %.3f%n", explanation.faithfulness().score()));
        explanation
                .maps()
                .forEach(judged -> text.append(String.format(
                        Locale.ROOT,
                        "heat map of %s by %s: faithfulness %.3f%n",
                        judged.map().modality(),
                        judged.map().method(),
                        judged.faithfulness().score())));
        for (Measuring next :
                explanation.next().subList(0, Math.min(3, explanation.next().size()))) {
            text.append(String.format(
                    Locale.ROOT,
                    "measure next: %s, %.3f bits, changes it by %.3f%n",
                    next.input(),
                    next.information(),
                    next.change()));
        }
        return text.append("Open ")
                .append(out.resolve("explanation.html"))
                .append('\n')
                .toString();
    }
}
