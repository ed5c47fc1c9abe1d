package org.gapwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gapwise.nn.Meeting;
import org.gapwise.train.Ranks;
import org.junit.jupiter.api.Test;

class RankBenchTest {

    private static final Workload TINY = Workload.of("tiny", 4);
    private static final Spread NONE = Spread.of(List.of(0.0));

    @Test
    void processesTrainTogetherAndAreTimed() {
        RankBench.Found found = new RankBench(TINY, 2, 1).run();
        RankFigures measured = found.measured();
        assertThat(measured.ranks()).isEqualTo(2);
        assertThat(measured.normExchanges()).isGreaterThan(10);
        assertThat(found.strong()).isPositive();
        assertThat(found.more()).hasSize(3 * RankModel.WORKERS.size());
        assertThat(found.text()).contains("efficiency").contains("64 workers");
    }

    @Test
    void onlyTheFirstRankTells() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            int port = port();
            Future<Optional<RankFigures>> first = pool.submit(() -> rank(0, port));
            Future<Optional<RankFigures>> second = pool.submit(() -> rank(1, port));
            RankFigures figures = first.get().orElseThrow();
            assertThat(second.get()).isEmpty();
            assertThat(figures.gradientBytes()).isGreaterThan(1_000_000);
            assertThat(figures.strong().n()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Optional<RankFigures> rank(int rank, int port) {
        Duration patience = Duration.ofSeconds(60);
        try (Ranks ranks = Ranks.join(new Meeting("127.0.0.1", port, rank, 2, patience, patience))) {
            return RankTrial.measure(TINY, ranks, 1);
        }
    }

    private static int port() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Worked out by hand: 20 ms fixed and 5 ms a case; one exchange of 8 MB over 1 GB/s and 100 us. */
    @Test
    void theModelAddsUpWhatItSays() {
        RankModel model = new RankModel(0.02, 0.005, 16, 1, 8e6);
        RankModel.Network network = new RankModel.Network("made up", 100e-6, 1e9);
        RankModel.Forecast four = model.forecasts(network).get(1);
        assertThat(four.workers()).isEqualTo(4);
        // 6 messages of 2 MB: 6 x (0.1 + 2) ms.
        double exchange = 0.0126;
        assertThat(four.weak()).isCloseTo(0.1 / (0.1 + exchange), within(1e-9));
        assertThat(four.strong()).isCloseTo(0.1 / 4 / (0.02 + 0.02 + exchange), within(1e-9));
        assertThat(four.sent()).isCloseTo(12e6, within(1.0));
    }

    @Test
    void theModelIsTakenFromTwoSizes() {
        RankModel model = RankModel.of(figures(0.10, 0.06));
        assertThat(model.perCase()).isCloseTo(0.005, within(1e-9));
        assertThat(model.fixed()).isCloseTo(0.02, within(1e-9));
        assertThat(model.exchanges()).isEqualTo(11);
        assertThat(RankModel.loopback(figures(0.10, 0.06)).latency()).isCloseTo(0.0001, within(1e-9));
        assertThat(RankModel.loopback(figures(0.10, 0.06)).bandwidth()).isCloseTo(1e9, within(1.0));
    }

    private static RankFigures figures(double alone, double onShare) {
        return new RankFigures(
                "made up",
                16,
                2,
                1,
                Spread.of(List.of(alone)),
                Spread.of(List.of(onShare)),
                NONE,
                NONE,
                NONE,
                NONE,
                10,
                4_000_000,
                500,
                Spread.of(List.of(0.0002)),
                Spread.of(List.of(0.0042)));
    }
}
