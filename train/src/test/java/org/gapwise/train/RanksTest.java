package org.gapwise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Progress;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.file.Sha256;
import org.gapwise.model.ModelPredictor;
import org.gapwise.nn.Meeting;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranks are threads here that meet on the loopback; to Gloo they are like processes. */
class RanksTest {

    private static final String WEIGHTS = "weights.safetensors";

    /** Twenty steps of batches that two ranks cannot share evenly; the encoders stay as they are, batch norms and all. */
    private static final Plan PLAN = Plan.preset("quick")
            .with(List.of(
                    "vision.image_size=16",
                    "model.width=16",
                    "model.heads=2",
                    "model.feed_forward=32",
                    "model.table_depth=1",
                    "train.encoder_rate=0",
                    "train.modality_dropout=0.2",
                    "train.epochs=4",
                    "train.batch=15"));

    private final Cohort cohort = Toy.cohort(110, 5);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.fusion=distilled-views",
                "model.fusion=views",
                "model.fusion=transformer model.readout=mean",
                "model.fusion=max"
            })
    void ranksAndPiecesGiveTheWeightsOfTheUndividedBatch(String keys) throws Exception {
        Plan plan = PLAN.with(List.of(keys.split(" ")));
        Bundle whole = new Trainer(plan, Progress.silent()).train(cohort, folder.resolve("whole"));
        Bundle pieces = new Trainer(plan, Progress.silent())
                .divided(Collective.alone(), 4)
                .train(cohort, folder.resolve("pieces"));
        Bundle ranks = together(plan, folder.resolve("ranks"), 2);
        assertThat(distance(whole, pieces)).isLessThan(1e-6);
        assertThat(distance(whole, ranks)).isLessThan(1e-6);
    }

    /**
     * The learning rate is low, for at the preset's own rate rounding grows until one process with one thread differs from
     * one with two by hundredths as well. Without the pictures of all, strides would still differ by far more than this.
     */
    @ParameterizedTest
    @ValueSource(strings = {"quick", "balanced"})
    void ranksAreNormalizedByThePicturesOfAll(String preset) throws Exception {
        Plan plan = Plan.preset(preset)
                .with(List.of(
                        "vision.image_size=32",
                        "train.epochs=5",
                        "train.batch=15",
                        "train.learning_rate=1e-6",
                        "train.average=0",
                        "train.modality_dropout=0.5"));
        Bundle whole = new Trainer(plan, Progress.silent()).train(cohort, folder.resolve("whole"));
        Bundle ranks = together(plan, folder.resolve("ranks"), 1);
        assertThat(distance(whole, ranks)).isLessThan(1e-6);
    }

    private Bundle together(Plan plan, Path out, int pieces) throws Exception {
        int port = freePort();
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            Future<?> follower = second.submit(() -> {
                try (Ranks ranks = Ranks.join(meeting(port, 1))) {
                    new Trainer(plan, Progress.silent()).divided(ranks, pieces).follow(cohort);
                }
            });
            try (Ranks ranks = Ranks.join(meeting(port, 0))) {
                Bundle bundle = new Trainer(plan, Progress.silent(), Duration.ZERO)
                        .divided(ranks, pieces)
                        .resume(cohort, out);
                follower.get(60, TimeUnit.SECONDS);
                return bundle;
            }
        } finally {
            second.shutdownNow();
        }
    }

    @Test
    void whenARankIsLostTheOthersSaySoAndTheResumedRunEndsWithTheSameBits() throws Exception {
        Plan plan = PLAN.with(List.of("train.encoder_rate=1", "train.epochs=3"));
        Bundle undisturbed = together(plan, folder.resolve("undisturbed"), 1);
        Path out = folder.resolve("disturbed");
        int port = freePort();
        ExecutorService second = Executors.newSingleThreadExecutor();
        Future<?> follower = second.submit(() -> {
            try (Ranks ranks = Ranks.join(meeting(port, 1))) {
                new Trainer(plan, new Dying(8)).divided(ranks, 1).follow(cohort);
            }
        });
        long start = System.nanoTime();
        try (Ranks ranks = Ranks.join(meeting(port, 0))) {
            Trainer first = new Trainer(plan, Progress.silent(), Duration.ZERO).divided(ranks, 1);
            assertThatThrownBy(() -> first.train(cohort, out))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another rank is lost")
                    .hasMessageContaining("--resume");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThatThrownBy(() -> follower.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("died");
        second.shutdownNow();
        Bundle resumed = together(plan, out, 1);
        for (String file : List.of(WEIGHTS, "metrics.jsonl")) {
            assertThat(Sha256.of(resumed.file(file))).as(file).isEqualTo(Sha256.of(undisturbed.file(file)));
        }
    }

    @Test
    void whoWaitsInVainIsToldSo() throws Exception {
        int port = freePort();
        Meeting brief = new Meeting("127.0.0.1", port, 0, 2, Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThatThrownBy(() -> Ranks.join(brief))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("not all of 2 ranks")
                .hasMessageContaining("127.0.0.1:" + port);
        Meeting nobody = new Meeting("127.0.0.1", freePort(), 1, 2, Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThatThrownBy(() -> Ranks.join(nobody))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nobody listens");
    }

    @Test
    void ranksWithDifferentPlansAreRefused() throws Exception {
        int port = freePort();
        ExecutorService second = Executors.newSingleThreadExecutor();
        Future<?> follower = second.submit(() -> {
            try (Ranks ranks = Ranks.join(meeting(port, 1))) {
                new Trainer(PLAN.withSeed(8), Progress.silent())
                        .divided(ranks, 1)
                        .follow(cohort);
            }
        });
        try (Ranks ranks = Ranks.join(meeting(port, 0))) {
            Trainer first = new Trainer(PLAN, Progress.silent()).divided(ranks, 1);
            assertThatThrownBy(() -> first.train(cohort, folder.resolve("out")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("different plans");
        }
        assertThatThrownBy(() -> follower.get(10, TimeUnit.SECONDS)).hasMessageContaining("different plans");
        second.shutdownNow();
    }

    @Test
    void aLossThatComparesCasesIsNotDivided() {
        Plan plan = PLAN.with(List.of("model.fusion=experts"));
        Trainer trainer = new Trainer(plan, Progress.silent()).divided(Collective.alone(), 2);
        assertThatThrownBy(() -> trainer.train(cohort, folder.resolve("out")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot be divided");
    }

    /**
     * The norm of the difference of all weights, by the norm of the weights. Left out are the offsets of attention keys:
     * they shift all scores of a query alike and change nothing, so their gradient is rounding noise, of which Adam makes
     * steps of full size.
     */
    private static double distance(Bundle one, Bundle other) {
        try (ModelPredictor first = ModelPredictor.open(one);
                ModelPredictor second = ModelPredictor.open(other)) {
            Map<String, Tensor> others = second.network().state();
            double[] sums = new double[2];
            first.network().state().forEach((name, tensor) -> {
                float[] a = tensor.toFloats();
                float[] b = others.get(name).toFloats();
                for (int i = 0; i < a.length; i++) {
                    if (name.endsWith("qkv.bias") && 3 * i / a.length == 1) {
                        continue;
                    }
                    sums[0] += Math.pow(a[i] - b[i], 2);
                    sums[1] += Math.pow(a[i], 2);
                }
            });
            return Math.sqrt(sums[0] / sums[1]);
        }
    }

    private static Meeting meeting(int port, int rank) {
        return new Meeting("127.0.0.1", port, rank, 2, Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
