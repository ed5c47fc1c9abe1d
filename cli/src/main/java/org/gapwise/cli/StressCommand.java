package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.simulate.Simulation;
import org.gapwise.data.simulate.SimulationPlan;
import org.gapwise.evaluate.report.study.StudyReport;
import org.gapwise.evaluate.study.Answers;
import org.gapwise.evaluate.study.Crew;
import org.gapwise.evaluate.study.Expectation;
import org.gapwise.evaluate.study.StudyOptions;
import org.gapwise.evaluate.study.StudyResult;
import org.gapwise.study.Method;
import org.gapwise.study.protocol.MechanismsProtocol;
import org.gapwise.study.protocol.PaperProtocol;
import org.gapwise.study.protocol.Protocol;
import org.gapwise.study.run.BestPossible;
import org.gapwise.study.run.Catalogue;
import org.gapwise.study.run.Study;
import org.gapwise.study.run.StudyFolder;
import org.gapwise.study.run.StudyPlan;
import org.gapwise.study.run.WorkPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise stress}. */
@Command(
        name = "stress",
        header = "Puts methods side by side while more and more goes missing.",
        description =
                "Trains every method at every training level of every fold, asks it at every test level, keeps every"
                        + " answer (Parquet), and writes stress.html, tables (CSV, LaTeX) and figures (SVG). Ctrl-C any"
                        + " time; the same command with --resume goes on. With --quick and without a schema it simulates"
                        + " a cohort whose best possible answers are known.",
        footer = {
            "",
            "Examples:",
            "  gapwise stress --quick --out lab",
            "  gapwise stress schema.toml --protocol paper --preset workstation --dry-run --out lab",
            "  gapwise stress schema.toml study.toml --methods ours,zeros,trees-table --folds 5 --out lab"
        })
final class StressCommand implements Callable<Integer> {

    private static final int QUICK_CASES = 1200;
    private static final int PIXELS = 64;
    private static final int OTHERS = 200;
    private static final int SHOWN = 4;
    private static final double LEVEL = 0.95;

    @Mixin
    private final Common common = new Common();

    @Parameters(index = "0", arity = "0..1", paramLabel = "SCHEMA", description = "schema.toml.")
    private Optional<Path> schema = Optional.empty();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STUDY",
            description = "study.toml; without one and without --preset, the preset workstation.")
    private Optional<Path> studyFile = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = "paper (modalities at random) or mechanisms (why by what goes missing; default: paper).")
    private String protocol = "paper";

    @Option(names = "--methods", split = ",", paramLabel = "M", description = "Ids of those who take part.")
    private List<String> methods = new ArrayList<>();

    @Option(names = "--preset", paramLabel = "P", description = "quick, workstation or paper.")
    private Optional<String> preset = Optional.empty();

    @Option(names = "--quick", description = "The preset quick.")
    private boolean quick;

    @Option(names = "--folds", paramLabel = "K", description = "Another number of folds than the study's.")
    private Optional<Integer> folds = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the study's.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one key of every network's plan.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--cases", paramLabel = "N", description = "Cases to simulate where no schema is given.")
    private int cases = QUICK_CASES;

    @Option(
            names = "--masks",
            paramLabel = "FILE",
            description = "Who loses what, as another study wrote it (masks.csv.gz); same cohort, folds and seed.")
    private Optional<Path> masks = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the study.")
    private Path out = Path.of("");

    @Option(names = "--resume", description = "Go on with the study that is there.")
    private boolean resume;

    @Option(names = "--dry-run", description = "Say what would be done and how long it takes, and stop.")
    private boolean dryRun;

    @Override
    public Integer call() {
        StudyPlan plan = plan();
        check(plan);
        try (StudyFolder folder = StudyFolder.open(out, told() + plan.toToml(), resume)) {
            Path table = schema.orElseGet(() -> simulated(plan));
            int pixels = plan.recipes().ours().model().image().size();
            try (Cohort cohort = Tables.learnable(table, pixels, common)) {
                folder.about(cohort);
                run(plan, cohort, table);
            }
        }
        return 0;
    }

    /** What can be found out before the folder is taken. */
    private void check(StudyPlan plan) {
        chosen(plan);
        if (schema.isEmpty() && !quick && preset.isEmpty()) {
            throw new ConfigException(
                    "no schema is given.", "SCHEMA", "Name a schema.toml, or add --quick to simulate a cohort.");
        }
        schema.ifPresent(file -> Catalogue.chosen(Schema.read(file), plan.methods()));
    }

    private void run(StudyPlan plan, Cohort cohort, Path table) {
        Protocol chosen = chosen(plan);
        List<Method> taking = new ArrayList<>(Catalogue.chosen(cohort.schema(), plan.methods()));
        BestPossible.beside(table, chosen).ifPresent(taking::add);
        String name = Evaluating.name(table.toAbsolutePath().resolveSibling(""));
        Study study = new Study(name, cohort, new Study.Setting(chosen, plan, taking), masks);
        WorkPlan work = study.left(out);
        common.say(work.text());
        if (dryRun) {
            return;
        }
        study.writeMasks(out.resolve("masks.csv.gz"));
        Answers answers = study.run(out, common.progress());
        report(study, answers, plan);
    }

    /** What of a study is not in its plan. */
    private String told() {
        String table =
                schema.map(path -> path.toAbsolutePath().normalize().toString()).orElse(cases + " simulated cases");
        String drawn = masks.map(file -> ", masks " + Sha256.of(file)).orElse("");
        return "# gapwise stress --protocol " + protocol + ", " + table.replaceAll("[\\r\\n]", " ") + drawn + "\n";
    }

    private void report(Study study, Answers answers, StudyPlan plan) {
        StudyOptions options = new StudyOptions(
                plan.resamples(), Math.min(plan.resamples(), OTHERS), LEVEL, plan.seed(), Optional.of(study.kept()));
        StudyResult result = StudyResult.of(answers, options, new Crew(plan.threads(), common.progress()));
        StudyReport.write(result, answers, List.of(), out);
        result.warnings().stream().limit(SHOWN).forEach(warning -> common.say("note: " + warning));
        if (result.warnings().size() > SHOWN) {
            common.say("note: ... and " + (result.warnings().size() - SHOWN) + " more; the report lists all.");
        }
        StringBuilder text = new StringBuilder();
        for (Expectation expectation : result.expectations()) {
            text.append(expectation.verdict().word())
                    .append(": ")
                    .append(expectation.text())
                    .append('\n');
        }
        ObjectNode tree = Json.object();
        tree.put("report", out.resolve("stress.html").toString());
        tree.set(
                "expectations",
                Json.tree(result.expectations().stream()
                        .map(e -> e.verdict().word())
                        .toList()));
        common.answer(text + "\nOpen " + out.resolve("stress.html"), tree);
    }

    private StudyPlan plan() {
        if (studyFile.isPresent() && (preset.isPresent() || quick)) {
            throw new ConfigException(
                    "both a study file and a preset are given.",
                    studyFile.get().toString(),
                    "Leave one of them out; a study file names its own `preset`.");
        }
        StudyPlan plan = studyFile
                .map(StudyPlan::read)
                .orElseGet(() -> StudyPlan.preset(quick ? "quick" : preset.orElse("workstation")));
        plan = methods.isEmpty() ? plan : plan.withMethods(methods);
        plan = changes.isEmpty() ? plan : plan.with(changes);
        plan = folds.isPresent() ? plan.withFolds(folds.get()) : plan;
        return seed.isPresent() ? plan.withSeed(seed.get()) : plan;
    }

    private Protocol chosen(StudyPlan plan) {
        return switch (protocol) {
            case "paper" -> new PaperProtocol(plan.rates());
            case "mechanisms" -> new MechanismsProtocol(plan.rates(), plan.strength());
            default ->
                throw new ConfigException(
                        "there is no protocol \"" + protocol + "\".", "--protocol", "There are paper and mechanisms.");
        };
    }

    /** The cohort that a study without a schema is about. */
    private Path simulated(StudyPlan plan) {
        Path data = out.resolve("cohort");
        if (!Files.exists(data.resolve("schema.toml"))) {
            Simulation.write(new SimulationPlan(cases, PIXELS, plan.seed()), data, common.progress());
        }
        return data.resolve("schema.toml");
    }
}
