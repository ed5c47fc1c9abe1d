package org.gapwise.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.file.Sha256;
import org.gapwise.model.ModelPredictor;
import org.gapwise.nn.Tensor;
import org.gapwise.train.Plan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks are threads of one process here; to Gloo they are like two machines. */
class BarrierTrainingIT {

    private static final int CASES = 110;

    @TempDir
    private static Path folder;

    private static JavaSparkContext spark;

    @TempDir
    private Path place;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        Ward.write(folder, CASES);
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[2]")
                .setAppName("barrier")
                .set("spark.ui.enabled", "false")
                .set(BarrierTraining.STAGE_ATTEMPTS, "1"));
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @Test
    void twoTasksTrainTheWeightsOfOneProcess() {
        Bundle alone = Ward.train(folder, "alone");
        TrainingRequest request = request("together");
        String weights = new BarrierTraining(spark).run(request.inPieces(2), 1, said::add);
        Bundle together = Bundle.open(place.resolve("together"));
        assertThat(Sha256.of(together.file("weights.safetensors"))).isEqualTo(weights);
        assertThat(distance(alone, together)).isLessThan(1e-6);
        assertThat(place.resolve("together.run")).doesNotExist();
        assertThatThrownBy(() -> new BarrierTraining(spark).run(request, 3, said::add))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is something already");
        assertThat(said).isEmpty();
    }

    /** With a low rate, since rounding grows at the preset's own; strides by the pictures of one task alone would differ far more. */
    @Test
    void tasksAreNormalizedByThePicturesOfAll() {
        Plan plan = Ward.PLAN.with(List.of("train.encoder_rate=1", "train.learning_rate=1e-6", "train.average=0"));
        Bundle alone = Ward.train(folder, "alone-normalized", plan);
        TrainingRequest request = TrainingRequest.of(
                folder.resolve("schema.toml").toString(),
                plan,
                place.resolve("together").toString(),
                2);
        new BarrierTraining(spark).run(request, 1, said::add);
        assertThat(distance(alone, Bundle.open(place.resolve("together")))).isLessThan(1e-6);
    }

    @Test
    void whatATaskFindsWrongIsToldAndNotTriedAgain() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("cases.csv"));
        Files.copy(folder.resolve("schema.toml"), place.resolve("schema.toml"));
        lines.set(2, lines.get(2) + ",more");
        Files.write(place.resolve("cases.csv"), lines);
        String schema = place.resolve("schema.toml").toString();
        TrainingRequest request =
                TrainingRequest.of(schema, Ward.PLAN, place.resolve("out").toString(), 2);
        assertThatThrownBy(() -> new BarrierTraining(spark).run(request, 3, said::add))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.problems()).hasSize(1))
                .hasMessageContaining("cases.csv, row 1 (line 2): the row has 8 cells, the header has 7");
        assertThat(said).isEmpty();
        assertThat(place.resolve("out.run")).doesNotExist();
    }

    @Test
    void workThatWasStoppedIsNotThrownAway() throws IOException {
        Files.createDirectory(place.resolve("out.run"));
        Files.writeString(place.resolve("out.run/checkpoint.safetensors"), "hours of work");
        assertThatThrownBy(() -> new BarrierTraining(spark).run(request("out"), 1, said::add))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a run that was stopped lies here")
                .hasMessageContaining("--resume");
        assertThat(place.resolve("out.run/checkpoint.safetensors")).hasContent("hours of work");
        assertThatThrownBy(() -> new BarrierTraining(spark)
                        .run(
                                TrainingRequest.of("schema.toml", Ward.PLAN, "out", 0)
                                        .inPieces(0),
                                1,
                                said::add))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--ranks")
                .hasMessageContaining("--pieces");
    }

    private TrainingRequest request(String out) {
        return TrainingRequest.of(
                folder.resolve("schema.toml").toString(),
                Ward.PLAN,
                place.resolve(out).toString(),
                2);
    }

    /** The norm of the difference of all weights by their norm, without offsets of attention keys, which change nothing. */
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
}
