package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gapwise.core.file.Json;
import org.gapwise.data.simulate.Simulation;
import org.gapwise.data.simulate.SimulationPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gapwise simulate}. */
@Command(
        name = "simulate",
        header = "Makes a cohort with known truth, and the best any method could do on it.",
        description =
                "Chest-like radiographs and correlated vitals, labs and demographics with natural gaps. The folder holds "
                        + "schema.toml, cases.csv and images as a user would bring them, and beside them optimum.json: the Bayes "
                        + "optimum for every pattern of what is present. The same seed gives the same bytes.",
        footer = {"", "Example:", "  gapwise simulate --cases 4000 --out cohort"})
final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--cases", required = true, paramLabel = "N", description = "How many cases.")
    private int cases;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides every draw (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            defaultValue = "" + SimulationPlan.IMAGE_SIZE,
            description = "Side of the pictures (default: ${DEFAULT-VALUE}).")
    private int imageSize;

    @Override
    public Integer call() {
        Simulation.write(plan(), out, common.progress());
        ObjectNode tree = Json.object();
        tree.put("out", out.toString()).put("cases", cases).put("seed", seed);
        common.answer(
                out + " holds " + cases + " cases. Next: gapwise train " + out.resolve("schema.toml")
                        + " --preset quick --out model",
                tree);
        return 0;
    }

    private SimulationPlan plan() {
        try {
            return new SimulationPlan(cases, imageSize, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
