package org.gapwise.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskEndReason;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.gapwise.core.ConfigException;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Trains one model by the tasks of a barrier stage, which Spark starts all together or not at all. When one is lost the
 * stage ends; the checkpoint stays, and a run that is resumed ends with the weights of an undisturbed one.
 */
public final class BarrierTraining {

    /** With this at 1, a lost task ends the job, and those who asked for it decide whether it goes on. */
    public static final String STAGE_ATTEMPTS = "spark.stage.maxConsecutiveAttempts";

    private final JavaSparkContext spark;

    public BarrierTraining(JavaSparkContext spark) {
        this.spark = spark;
    }

    /** The body of a task; Spark's interface for it is Scala's. */
    private interface Body
            extends Function1<scala.collection.Iterator<Integer>, scala.collection.Iterator<String>>, Serializable {}

    /**
     * Trains, and gives the SHA-256 of the weights. When a task is lost it goes on from the last checkpoint, until it was
     * tried so many times; then that is a {@link ConfigException}. What a task finds wrong is thrown as it was there.
     *
     * @param say is told what was lost
     */
    public String run(TrainingRequest request, int attempts, Consumer<String> say) {
        request.check();
        TrainingRequest next = request;
        for (int left = attempts - 1; ; left--) {
            try {
                return attempt(next);
            } catch (LostTaskException e) {
                if (left <= 0) {
                    throw e.problem(request.out());
                }
                say.accept(e.getMessage() + " It goes on from the last checkpoint.");
                next = request.resumed();
            }
        }
    }

    private String attempt(TrainingRequest request) {
        RankTask rank = new RankTask(request);
        Body body = none -> CollectionConverters.asScala(
                List.of(rank.run(BarrierTaskContext.get())).iterator());
        List<Integer> ranks = IntStream.range(0, request.ranks()).boxed().toList();
        ClassTag<String> text = ClassTag$.MODULE$.apply(String.class);
        Ear ear = new Ear(request.out() + "@" + System.nanoTime());
        spark.sc().addSparkListener(ear);
        spark.setLocalProperty(Ear.KEY, ear.training);
        try {
            RDD<String> weights =
                    spark.parallelize(ranks, request.ranks()).rdd().barrier().mapPartitions(body, false, text);
            return JavaRDD.fromRDD(weights, text).collect().get(0);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw failure(ear.cause().orElse(e), e);
        } finally {
            spark.setLocalProperty(Ear.KEY, null);
            spark.sc().removeSparkListener(ear);
        }
    }

    private static RuntimeException failure(Throwable cause, Exception told) {
        if (Failure.world(cause).isPresent()) {
            return Failure.world(cause).get();
        }
        if (Failure.isLoss(cause)) {
            return new LostTaskException("a task of the training is lost: " + Failure.reason(told));
        }
        return new IllegalStateException("a task of the training failed: " + Failure.reason(told), cause);
    }

    /** Hears what the first task to fail threw; of a barrier stage Spark hands on the text alone. */
    private static final class Ear extends SparkListener {

        static final String KEY = "gapwise.training";
        private static final int SECONDS = 5;

        private final String training;
        private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
        private final CompletableFuture<TaskEndReason> first = new CompletableFuture<>();

        Ear(String training) {
            this.training = training;
        }

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted stage) {
            if (training.equals(stage.properties().getProperty(KEY))) {
                stages.add(stage.stageInfo().stageId());
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            if (stages.contains(task.stageId()) && !task.taskInfo().successful()) {
                first.complete(task.reason());
            }
        }

        /** Nothing when the task could not say anything. Spark tells a little later than it fails. */
        Optional<Throwable> cause() {
            try {
                return first.get(SECONDS, TimeUnit.SECONDS) instanceof ExceptionFailure thrown
                        ? Optional.ofNullable(thrown.exception().getOrElse(() -> null))
                        : Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException | TimeoutException e) {
                return Optional.empty();
            }
        }
    }
}
