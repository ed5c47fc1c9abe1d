package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;
import org.gapwise.data.table.TableCohort;
import org.gapwise.train.Collective;
import org.gapwise.train.Memory;
import org.gapwise.train.MemoryForecast;
import org.gapwise.train.Plan;
import org.gapwise.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise train}. */
@Command(
        name = "train",
        header = "Trains a model that takes any subset of its inputs.",
        description =
                "Ctrl-C any time; the same command with --resume goes on, and ends with the same weights, bit for bit,"
                        + " as a run that was never stopped. No group (patient) is ever in two parts of the data.",
        footer = {
            "",
            "Examples:",
            "  gapwise train schema.toml plan.toml --out model",
            "  gapwise train schema.toml --preset quick --set train.epochs=5 --out model",
            "  gapwise train schema.toml --out model --memory 4GB --dry-run",
            "  gapwise train schema.toml --out model --rank 0 --world 2 --rendezvous node1:29500"
        })
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Parameters(index = "0", paramLabel = "SCHEMA", description = "schema.toml.")
    private Path schema = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PLAN",
            description = "plan.toml; without one and without --preset, the preset balanced.")
    private Optional<Path> planFile = Optional.empty();

    @Mixin
    private final PlanChoice choice = new PlanChoice();

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Folder to make.")
    private Path out = Path.of("");

    @Option(names = "--resume", description = "Go on with the run that was stopped.")
    private boolean resume;

    @Mixin
    private final RankChoice ranks = new RankChoice();

    @Mixin
    private final MemoryChoice memory = new MemoryChoice();

    @Override
    public Integer call() {
        ranks.check();
        Training training = new Training(choice.plan(planFile), out, common);
        memory.limit();
        if (ranks.isFirst() && !memory.dry()) {
            training.check(resume);
        }
        Plan plan = training.plan();
        TableCohort table = Tables.learnable(schema);
        OptionalInt begun = resume ? Trainer.piecesOf(out) : OptionalInt.empty();
        if (memory.dry()) {
            foretell(plan, table, fitting(plan, table));
            return 0;
        }
        int pieces = ranks.pieces().isEmpty() && begun.isPresent()
                ? begun.getAsInt()
                : told(fitting(plan, table)).pieces();
        try (Cohort cohort = Tables.stored(table, plan.model().image().size(), common)) {
            train(training, cohort, pieces);
        }
        return 0;
    }

    private MemoryForecast fitting(Plan plan, TableCohort table) {
        long pictures =
                table.cases().stream().mapToLong(one -> one.images().size()).sum();
        Memory taken = Memory.of(table.schema(), plan, new Memory.Scale(table.size(), pictures, ranks.world()));
        return memory.fitting(taken, ranks.pieces().orElse(1));
    }

    /** Says what nobody asked for. */
    private MemoryForecast told(MemoryForecast forecast) {
        if (forecast.pieces() > ranks.pieces().orElse(1)) {
            common.say("note: batches are computed in " + forecast.pieces() + " pieces, which takes "
                    + MemoryForecast.megabytes(forecast.peak())
                    + "; where pictures are normalized by batch, they are so"
                    + " piece by piece.");
        }
        return forecast;
    }

    private void foretell(Plan plan, TableCohort table, MemoryForecast forecast) {
        String brief = String.format(
                Locale.ROOT,
                "%s: fusion %s, %s at %d pixels, %s; %d epochs of batches of %d, on %,d cases",
                plan.preset(),
                plan.model().fusion().word(),
                plan.model().image().encoder(),
                plan.model().image().size(),
                plan.model().precision().word(),
                plan.train().epochs(),
                plan.train().batch(),
                table.size());
        ObjectNode tree = Json.object();
        tree.put("plan", plan.toToml()).put("cases", table.size());
        tree.set("memory", memory.tree(forecast));
        common.answer(brief + "\n" + memory.told(forecast), tree);
    }

    private void train(Training training, Cohort cohort, int pieces) {
        try (Collective together = ranks.join()) {
            if (ranks.isFirst()) {
                report(training.run(cohort, resume, trainer -> trainer.divided(together, pieces)));
            } else {
                training.trainer().divided(together, pieces).follow(cohort);
            }
        }
    }

    private void report(Bundle bundle) {
        String weights = Sha256.of(bundle.file("weights.safetensors"));
        ObjectNode tree = Json.object();
        tree.put("model", out.toString()).put("weights_sha256", weights);
        tree.set("manifest", bundle.manifest());
        common.answer(
                out + " is trained (weights " + weights.substring(0, 12) + "). Next: gapwise evaluate " + out + " "
                        + schema + " --out evaluation",
                tree);
    }
}
