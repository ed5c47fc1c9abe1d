package org.gapwise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.TableCohort;
import org.gapwise.evaluate.StressTest;
import org.gapwise.model.ModelPredictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise evaluate}. */
@Command(
        name = "evaluate",
        header = "Judges a model: figures with their intervals, and a report.",
        description =
                "Writes report.html, metrics.json and predictions.csv. Intervals resample whole groups (patients). The"
                        + " stress test takes each modality away from 0, 25, 50, 75 and 100 %% of the cases. Beside a"
                        + " simulated cohort the best that any method could do is drawn as a line.",
        footer = {
            "",
            "Examples:",
            "  gapwise evaluate model schema.toml --out evaluation",
            "  gapwise evaluate model schema.toml --against other,third --ci 2000 --out comparison"
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final int BATCH = 32;

    @Mixin
    private final Common common = new Common();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Folder that train wrote.")
    private Path model = Path.of("");

    @Parameters(index = "1", paramLabel = "SCHEMA", description = "schema.toml of the cases to judge on.")
    private Path schema = Path.of("");

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "test",
            description = "test, valid or train: the cases of groups that were in this part when the model was trained;"
                    + " or all, for other data (default: ${DEFAULT-VALUE}).")
    private String part = "test";

    @Option(
            names = "--ci",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Resamples for the intervals, 0 for none (default: ${DEFAULT-VALUE}).")
    private int resamples;

    @Option(
            names = "--stress",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Take modalities away step by step (default: yes).")
    private boolean stress = true;

    @Option(names = "--against", split = ",", paramLabel = "MODEL", description = "Other models, on the same cases.")
    private List<Path> against = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides resamples and what is taken away (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        if (resamples < 0) {
            throw new ConfigException(resamples + " resamples cannot be drawn.", "--ci", "Give 0 or more.");
        }
        ModelPart wanted = new ModelPart(part);
        wanted.part();
        Folders.requireNew(out);
        Bundle bundle = Bundle.open(model);
        try (ModelPredictor predictor = ModelPredictor.open(bundle)) {
            Schema read = Schema.read(schema);
            compare(predictor.schema(), read);
            TableCohort table = TableCohort.open(schema);
            try (Cohort whole = Tables.stored(table, predictor.spec().image().size(), common);
                    PartFolder folder = PartFolder.open(out)) {
                Cohort cohort = wanted.of(bundle, whole, schema);
                Evaluating.Result result = judge(new Evaluating.Judged(
                        Evaluating.name(model), bundle, CalibratedPredictor.of(bundle, predictor), cohort, part));
                result.write(folder.path(), new Pages(result).model());
                folder.complete();
                common.answer(result.text() + "Open " + out.resolve("report.html"), result.metrics());
            }
        }
        return 0;
    }

    private Evaluating.Result judge(Evaluating.Judged judged) {
        try (Evaluating work = new Evaluating(judged, options())) {
            work.against(against);
            work.optimum(schema.toAbsolutePath().resolveSibling(""));
            return work.run(stress, common.progress());
        }
    }

    private StressTest.Options options() {
        return new StressTest.Options(StressTest.RATES, seed, Bootstrap.of(resamples, seed), BATCH);
    }

    /** What the model knows and the schema does not have counts as absent; that must not happen unnoticed. */
    private void compare(Schema known, Schema given) {
        List<String> targets = known.targetNames().stream()
                .filter(given.targetNames()::contains)
                .toList();
        if (targets.isEmpty()) {
            throw new ConfigException(
                    "none of the model's targets is in this schema.",
                    schema.toString(),
                    "The model knows " + String.join(", ", known.targetNames()) + ".");
        }
        known.modalities().stream()
                .filter(m -> given.modalities().stream().noneMatch(g -> g.name().equals(m.name())))
                .forEach(
                        m -> common.say("note: the schema has no modality \"" + m.name() + "\"; it counts as absent."));
        known.features().stream()
                .filter(f -> given.features().stream().noneMatch(g -> g.name().equals(f.name())))
                .forEach(f -> common.say("note: the schema has no feature \"" + f.name() + "\"; it counts as absent."));
    }
}
