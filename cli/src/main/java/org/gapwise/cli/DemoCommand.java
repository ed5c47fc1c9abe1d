package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.evaluate.StressTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gapwise demo}. */
@Command(
        name = "demo",
        header = "From nothing to a report on what a model loses as modalities go missing.",
        description = "Simulates a cohort of chest pictures and clinical values whose best possible answers are known,"
                + " trains our model and three references (one modality alone, and gaps filled with zeros), takes each"
                + " modality away step by step, and writes a report. Needs no data and no network; some minutes on two"
                + " cores.",
        footer = {"", "Examples:", "  gapwise demo", "  gapwise demo --quick --out first-look"})
final class DemoCommand implements Callable<Integer> {

    private static final int FEWEST = 100;

    @Mixin
    private final Common common = new Common();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "gapwise-demo",
            description = "Folder to make (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("");

    @Option(names = "--quick", description = "Fewer cases and shorter training.")
    private boolean quick;

    @Option(names = "--cases", paramLabel = "N", description = "How many cases (default: 2500, with --quick 1000).")
    private Optional<Integer> cases = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the cohort and all training (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        try (PartFolder folder = PartFolder.open(out)) {
            Demo demo = new Demo(size(), seed, folder, common);
            Evaluating.Result result = demo.run();
            ObjectNode metrics = result.metrics();
            folder.complete();
            List<String> modalities = result.judged().cohort().schema().modalityNames();
            StringBuilder text = new StringBuilder();
            for (StressTest test : result.tests()) {
                text.append(Summary.of(test, modalities));
            }
            text.append("Done in ")
                    .append((System.nanoTime() - begun) / 1_000_000_000L)
                    .append(" s. ");
            text.append("Open ").append(out.resolve("report.html"));
            common.answer(text.toString(), metrics);
        }
        return 0;
    }

    private Demo.Size size() {
        Demo.Size usual = quick ? Demo.Size.QUICK : Demo.Size.WHOLE;
        int count = cases.orElse(usual.cases());
        if (count < FEWEST) {
            throw new ConfigException(count + " cases are too few.", "--cases", "Give " + FEWEST + " or more.");
        }
        return usual.with(count);
    }
}
