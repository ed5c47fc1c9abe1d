package org.gapwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.Progress;
import org.gapwise.core.file.Json;
import org.gapwise.model.Network;
import org.gapwise.nn.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program on a tiny network, without Python. */
class BenchTest {

    private static final Workload TINY = Workload.of("tiny", 4);

    @Test
    void everythingIsTimedAndWritten(@TempDir Path folder) throws IOException {
        Figures figures = new Bench(
                        new Bench.Options(
                                List.of(TINY),
                                1,
                                true,
                                List.of(Precision.FP32, Precision.BF16),
                                Optional.empty(),
                                Optional.empty()),
                        Progress.silent())
                .run();
        assertThat(figures.peak()).containsOnlyKeys("fp32", "bf16");
        // Two precisions, four operations, three scenes and the image encoder by itself; masks and embeddings.
        assertThat(figures.timings())
                .hasSize(2 * (4 * (3 + 1) + 3))
                .allSatisfy(timing -> assertThat(timing.wall().median()).isPositive());
        assertThat(figures.ratios()).extracting(Figures.Ratio::kind).contains("cost", "transformer", "bookkeeping");
        BenchPage page = new BenchPage(figures);
        page.write(folder);
        assertThat(Json.read(folder.resolve("bench.json")).path("timings"))
                .hasSize(figures.timings().size());
        assertThat(Files.readString(folder.resolve("bench.html")))
                .contains("<svg")
                .contains("What gaps save")
                .contains("by nothing missing");
        assertThat(page.text()).contains("training step").contains("limit");
    }

    @Test
    void halfPrecisionAnswersNearlyTheSame() {
        try (Match match = new Match(TINY, Scene.FEW)) {
            assertThat(match.difference(match.ours(), Precision.FP32)).isZero();
            assertThat(match.difference(match.ours(), Precision.BF16))
                    .isPositive()
                    .isLessThan(1e-2);
        }
    }

    /** 4.09 thousand million multiplications are on record for ResNet-50 at 224 pixels. */
    @Test
    void theArithmeticOfResNet50IsTheKnownOne() {
        assertThat(Flops.vision(Workload.of("paper", 2)) / 2 / 4.09e9).isCloseTo(1, within(0.01));
    }

    /** Threads are woken by an estimate; it need not be right, but must not take a small network for a large one. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny", "balanced"})
    void theEstimateOfWorkIsNearTheArithmetic(String name) {
        Workload work = Workload.of(name, 4);
        try (Network network = Network.joint(work.schema(), work.spec(), 1)) {
            double counted = Flops.forward(work, Scene.FULL) / 2 / work.batch();
            assertThat(network.multiplications() / counted).isBetween(0.5, 2.0);
        }
    }

    @Test
    void gapsLessenTheArithmeticThatIsNeeded() {
        double full = Flops.step(TINY, Scene.FULL);
        assertThat(Flops.step(TINY, new Scene(0.5, 0))).isLessThan(full);
        assertThat(Flops.step(TINY, new Scene(1, 0.5))).isLessThan(Flops.step(TINY, new Scene(1, 0)));
    }

    @Test
    void quartilesLieBetweenNeighbours() {
        Spread spread = Spread.of(List.of(4.0, 1.0, 3.0, 2.0));
        assertThat(spread).isEqualTo(new Spread(1.75, 2.5, 3.25, 4));
    }
}
