package org.gapwise.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.gapwise.core.file.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code score}. */
@Command(
        name = "score",
        header = "Predicts for a table of any size, from whatever each case has.",
        description =
                "The answer is a folder of Parquet files: the case key, one probability for each target, and what was"
                        + " used and absent; the numbers are those of `gapwise predict`. All rows are checked first, and every"
                        + " fault is told with file, row and column.",
        footer = {
            "",
            "Example:",
            "  spark-submit ... gapwise-spark.jar score model --table hdfs:///cases --root hdfs:///pictures \\",
            "      --out hdfs:///scores"
        })
final class ScoreCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(
            paramLabel = "MODEL",
            description = "Folder that train wrote: here, or scheme://... of another file system.")
    private String model = "";

    @Option(
            names = "--table",
            required = true,
            paramLabel = "T",
            description = "A file, a folder or a pattern; CSV, CSV packed by gzip, or Parquet.")
    private String table = "";

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Folder of the pictures (default: beside the table, as the schema says).")
    private String root = "";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private String out = "";

    @Option(names = "--rows", paramLabel = "N", description = "Rows a task has; ${DEFAULT-VALUE} by default.")
    private int rows = ScoringRequest.ROWS;

    @Override
    public Integer call() throws IOException {
        ScoringRequest request = new ScoringRequest(model, table, root, out, rows);
        request.check();
        try (SparkSession session =
                SparkSession.builder().appName("gapwise score").getOrCreate()) {
            Scoring.Done done = new Scoring(session).run(request, Console::say);
            if (done.empty() > 0) {
                Console.say("note: " + done.empty() + " cases had nothing at all; their answer is what the model says"
                        + " when it knows nothing.");
            }
            ObjectNode tree = Json.object().put("out", out);
            tree.put("cases", done.cases()).put("cases_with_nothing", done.empty());
            console.answer(out + " holds " + done.cases() + " predictions.", tree);
        }
        return 0;
    }
}
