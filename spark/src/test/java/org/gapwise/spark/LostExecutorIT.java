package org.gapwise.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.gapwise.core.ConfigException;
import org.gapwise.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of two executors, each a process of its own; one of them is killed. */
class LostExecutorIT {

    private static final Plan PLAN = Ward.PLAN.with(List.of("train.epochs=40"));

    @TempDir
    private Path folder;

    @Test
    void aKilledExecutorEndsTheStageAndTheResumedRunHasTheSameBits() throws Exception {
        Ward.write(folder, 80);
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        try (JavaSparkContext spark = cluster()) {
            BarrierTraining training = new BarrierTraining(spark);
            String undisturbed = training.run(request("undisturbed"), 1, line -> {});

            Future<String> disturbed = waiting.submit(() -> training.run(request("disturbed"), 1, line -> {}));
            long killed = killWhenThereIsWork(folder.resolve("disturbed.run/checkpoint.safetensors"), disturbed);
            assertThatThrownBy(() -> disturbed.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ConfigException.class)
                    .hasMessageContaining("a task of the training is lost")
                    .hasMessageContaining("--resume");
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(15));
            assertThat(training.run(request("disturbed").resumed(), 1, line -> {}))
                    .isEqualTo(undisturbed);

            List<String> said = new ArrayList<>();
            Future<String> persistent = waiting.submit(() -> training.run(request("persistent"), 3, said::add));
            killWhenThereIsWork(folder.resolve("persistent.run/checkpoint.safetensors"), persistent);
            assertThat(persistent.get(600, TimeUnit.SECONDS)).isEqualTo(undisturbed);
            assertThat(said).singleElement().asString().contains("is lost", "goes on from the last checkpoint");
        } finally {
            waiting.shutdownNow();
        }
    }

    private static long killWhenThereIsWork(Path checkpoint, Future<?> training) throws InterruptedException {
        while (!training.isDone() && !Files.exists(checkpoint)) {
            Thread.sleep(10);
        }
        ProcessHandle executor = ProcessHandle.current()
                .children()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
        executor.destroyForcibly();
        return System.nanoTime();
    }

    /** Spark wants a home with a folder of jars; what there is to load is on the class path. */
    private JavaSparkContext cluster() throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        return new JavaSparkContext(new SparkConf()
                .setMaster("local-cluster[2,1,1024]")
                .setAppName("lost")
                .set("spark.ui.enabled", "false")
                .set(BarrierTraining.STAGE_ATTEMPTS, "1")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED")
                .set("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s")
                .set("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "600")
                .set("spark.executor.memory", "512m")
                .set("spark.executorEnv.OMP_NUM_THREADS", "1")
                .set("spark.executorEnv.XDG_CACHE_HOME", folder.resolve("cache").toString()));
    }

    private TrainingRequest request(String out) {
        return TrainingRequest.of(
                folder.resolve("schema.toml").toString(),
                PLAN,
                folder.resolve(out).toString(),
                2);
    }
}
