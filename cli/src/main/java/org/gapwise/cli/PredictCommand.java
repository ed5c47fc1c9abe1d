package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;
import org.gapwise.core.monitor.LoggedPredictor;
import org.gapwise.core.monitor.ModelId;
import org.gapwise.core.monitor.PredictionLog;
import org.gapwise.core.monitor.Profile;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.data.table.TableCohort;
import org.gapwise.model.ModelPredictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise predict}. */
@Command(
        name = "predict",
        header = "Predicts from whatever a case has.",
        description =
                "A table has the columns of the training table; any feature, the group and all labels may be absent. The "
                        + "answer holds the case key, one probability for each target, and what was used and absent. "
                        + "A case is a JSON object: {\"age\": 63, \"sex\": \"F\", \"frontal\": \"p1.png\"}.",
        footer = {
            "",
            "Examples:",
            "  gapwise predict model --table new.csv --root pictures --out predictions.csv",
            "  gapwise predict model --case case.json"
        })
final class PredictCommand implements Callable<Integer> {

    private static final int CHUNK = 64;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "MODEL", description = "Folder that train wrote.")
    private Path model = Path.of("");

    @Mixin
    private final CaseChoice cases = new CaseChoice();

    @Option(names = "--out", paramLabel = "P.csv", description = "File to write (default: standard output).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "Note each answer here as `gapwise serve --log` does; for `gapwise monitor`.")
    private Optional<Path> log = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Optional<PredictionLog> notes = log.map(folder -> PredictionLog.open(folder, Clock.systemUTC()));
        try {
            return answered(notes);
        } finally {
            notes.ifPresent(PredictionLog::close);
            notes.filter(kept -> kept.state().lost() > 0)
                    .ifPresent(kept -> common.say("note: " + kept.state().lost()
                            + " answers are not in the log: it could not be written fast enough, or not at all."));
        }
    }

    private int answered(Optional<PredictionLog> notes) throws IOException {
        Bundle bundle = Bundle.open(model);
        Predictor plain = CalibratedPredictor.of(bundle, ModelPredictor.open(bundle));
        try (Predictor predictor =
                notes.<Predictor>map(kept -> noted(plain, bundle, kept)).orElse(plain)) {
            Optional<Case> one = cases.one(predictor.schema());
            if (one.isPresent()) {
                one(predictor, one.get());
            } else {
                table(predictor);
            }
            return 0;
        }
    }

    /** Under the name that it would be served as. */
    private Predictor noted(Predictor plain, Bundle bundle, PredictionLog kept) {
        Path folder = model.toAbsolutePath().normalize();
        String name = String.valueOf(folder.getFileName());
        String digest = Bundle.fingerprint(bundle.folder());
        return new LoggedPredictor(plain, kept, new ModelId(name, "1", digest), Profile.of(bundle));
    }

    private void one(Predictor predictor, Case one) throws IOException {
        Prediction prediction = predictor.predict(one);
        Answers answers = new Answers(predictor.schema());
        if (out.isPresent()) {
            StringWriter text = new StringWriter();
            answers.head(text);
            answers.row(text, prediction);
            AtomicFile.write(out.get(), text.toString());
        }
        common.answer(answers.text(prediction), answers.tree(prediction));
    }

    private void table(Predictor predictor) throws IOException {
        try (TableCohort cohort = cases.table(predictor.schema())) {
            Tables.warn(cohort.warnings(), common);
            if (out.isEmpty()) {
                StringWriter text = new StringWriter();
                rows(predictor, cohort, text);
                common.answer(text.toString(), Json.object().put("csv", text.toString()));
                return;
            }
            int[] empty = new int[1];
            AtomicFile.write(out.get(), stream -> {
                Writer text = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
                empty[0] = rows(predictor, cohort, text);
                text.flush();
            });
            ObjectNode tree = Json.object().put("out", out.get().toString());
            tree.put("cases", cohort.size()).put("cases_with_nothing", empty[0]);
            common.answer(out.get() + " holds " + cohort.size() + " predictions.", tree);
        }
    }

    /** Writes all rows and returns how many cases had nothing at all. */
    private int rows(Predictor predictor, TableCohort cohort, Writer text) throws IOException {
        Answers answers = new Answers(predictor.schema());
        answers.head(text);
        int empty = 0;
        common.progress().start("Predicting", cohort.size());
        for (int from = 0; from < cohort.size(); from += CHUNK) {
            int to = Math.min(cohort.size(), from + CHUNK);
            for (Prediction prediction : predictor.predict(cohort.cases().subList(from, to))) {
                answers.row(text, prediction);
                empty += prediction.used().isEmpty() ? 1 : 0;
            }
            common.progress().step(to - from);
        }
        common.progress().done();
        if (empty > 0) {
            common.say("note: " + empty + " cases had nothing at all; their answer is what the model says when it knows"
                    + " nothing.");
        }
        return empty;
    }
}
