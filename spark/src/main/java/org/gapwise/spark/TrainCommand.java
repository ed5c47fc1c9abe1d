package org.gapwise.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.gapwise.core.file.Json;
import org.gapwise.train.Plan;
import org.gapwise.train.PlanRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code train}. */
@Command(
        name = "train",
        header = "Trains one model by several tasks of a barrier stage.",
        description =
                "Each task is a rank of `gapwise train --rank`. SCHEMA and --out are paths that every executor sees;"
                        + " PLAN is read where this command runs.",
        footer = {
            "",
            "Example:",
            "  spark-submit ... gapwise-spark.jar train /shared/schema.toml plan.toml --ranks 4 --out /shared/model"
        })
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(index = "0", paramLabel = "SCHEMA", description = "schema.toml, as the executors see it.")
    private String schema = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PLAN",
            description = "plan.toml; without one and without --preset, the preset balanced.")
    private Optional<Path> plan = Optional.empty();

    @Option(names = "--preset", paramLabel = "P", description = "balanced, quick, paper or paper-as-released.")
    private Optional<String> preset = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one key of the plan; may be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the plan's.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Folder to make.")
    private String out = "";

    @Option(names = "--ranks", required = true, paramLabel = "N", description = "How many tasks train together.")
    private int ranks;

    @Option(
            names = "--pieces",
            paramLabel = "N",
            description = "Compute each batch in N pieces, for less memory and the same weights.")
    private int pieces = 1;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long one may keep the others waiting until it is lost; ${DEFAULT-VALUE} by default.")
    private int patience = 12;

    @Option(names = "--resume", description = "Go on with the run that was stopped.")
    private boolean resume;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            description = "When a task is lost, go on from the last checkpoint until N tries were made;"
                    + " ${DEFAULT-VALUE} by default.")
    private int attempts = 1;

    @Override
    public Integer call() {
        Plan chosen = new PlanRequest(plan, preset, changes, seed).plan();
        TrainingRequest fresh =
                TrainingRequest.of(schema, chosen, out, ranks).inPieces(pieces).waiting(Duration.ofSeconds(patience));
        TrainingRequest request = resume ? fresh.resumed() : fresh;
        request.check();
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.app.name", "gapwise train")
                .setIfMissing(BarrierTraining.STAGE_ATTEMPTS, "1");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            String weights = new BarrierTraining(spark).run(request, attempts, Console::say);
            ObjectNode tree = Json.object().put("model", out).put("weights_sha256", weights);
            console.answer(out + " is trained (weights " + weights.substring(0, 12) + ").", tree);
        }
        return 0;
    }
}
