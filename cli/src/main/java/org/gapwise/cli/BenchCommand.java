package org.gapwise.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.benchmarks.Bench;
import org.gapwise.benchmarks.BenchPage;
import org.gapwise.benchmarks.Figures;
import org.gapwise.benchmarks.RankBench;
import org.gapwise.benchmarks.Workload;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;
import org.gapwise.nn.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gapwise bench}. */
@Command(
        name = "bench",
        header = "Measures the speed of this machine: training and prediction, with gaps and without.",
        description =
                "Everything takes turns and is repeated, so that ratios hold on a busy machine too. With a Python that "
                        + "has torch, the same model written in PyTorch runs beside it on the same weights and inputs. "
                        + "The paper's size takes an hour and 16 GB; --quick takes a minute.",
        footer = {"", "Example:", "  gapwise bench --size balanced --python venv/bin/python --out speed"})
final class BenchCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Option(
            names = "--size",
            paramLabel = "NAME",
            split = ",",
            description = "paper, balanced, wide (balanced on a table of 381 features) or tiny (default: paper and"
                    + " balanced; tiny with --quick).")
    private List<String> sizes = List.of();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Cases in a batch (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "How often everything is repeated (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--precision", paramLabel = "NAME", split = ",", description = "fp32, bf16 (default: both).")
    private List<String> precisions = Precision.WORDS;

    @Option(names = "--quick", description = "Few rounds, few kinds of gaps, a tiny model.")
    private boolean quick;

    @Option(names = "--python", paramLabel = "FILE", description = "A Python with torch: adds the PyTorch peer.")
    private @Nullable Path python;

    @Option(
            names = "--authors",
            paramLabel = "DIR",
            description = "A checkout of the authors' repository: adds their released modules (with --python).")
    private @Nullable Path authors;

    @Option(
            names = "--ranks",
            paramLabel = "N",
            description =
                    "Instead times N processes that train together on this machine, and says what a model makes of it "
                            + "for up to 64.")
    private @Nullable Integer ranks;

    @Option(names = "--out", paramLabel = "DIR", description = "Where bench.json and bench.html go; ranks.json.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        check();
        if (ranks != null) {
            return together(ranks);
        }
        List<String> names = sizes.isEmpty() ? quick ? List.of("tiny") : List.of("paper", "balanced") : sizes;
        Bench.Options options = new Bench.Options(
                names.stream().map(name -> Workload.of(name, batch)).toList(),
                quick ? Math.min(rounds, 2) : rounds,
                quick,
                precisions.stream().map(Precision::of).toList(),
                Optional.ofNullable(python),
                Optional.ofNullable(authors));
        Figures figures = new Bench(options, common.progress()).run();
        BenchPage page = new BenchPage(figures);
        if (out != null) {
            page.write(out);
        }
        common.answer(page.text(), Json.tree(figures));
        return 0;
    }

    private int together(int number) {
        String size = sizes.isEmpty() ? quick ? "tiny" : "balanced" : sizes.get(0);
        RankBench.Found found =
                new RankBench(Workload.of(size, batch), number, quick ? Math.min(rounds, 2) : rounds).run();
        if (out != null) {
            BenchPage.folder(out);
            Json.write(out.resolve("ranks.json"), found);
        }
        common.answer(found.text(), Json.tree(found));
        return 0;
    }

    private void check() {
        if (batch < 2 || rounds < 1) {
            throw new ConfigException("must be at least 2 and 1.", "--batch, --rounds", "Leave them out.");
        }
        choose("--size", sizes, Workload.NAMES);
        choose("--precision", precisions, Precision.WORDS);
        if (ranks != null && (ranks < 2 || ranks > batch || sizes.size() > 1)) {
            throw new ConfigException(
                    "must be at least 2 and at most the cases of a batch, and take one size.",
                    "--ranks",
                    "Such as --ranks 2 --size balanced.");
        }
        if (authors != null && python == null) {
            throw new ConfigException("needs a Python to run them.", "--authors", "Name one with --python.");
        }
    }

    private static void choose(String option, List<String> given, List<String> known) {
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ConfigException(
                    "there is no \"" + name + "\".", option, "There are " + String.join(", ", known) + ".");
        });
    }
}
