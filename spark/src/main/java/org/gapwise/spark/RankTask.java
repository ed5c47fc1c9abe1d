package org.gapwise.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.BarrierTaskContext;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.file.Sha256;
import org.gapwise.data.image.ImageStore;
import org.gapwise.data.image.StoredCohort;
import org.gapwise.data.table.TableCohort;
import org.gapwise.data.table.TargetCheck;
import org.gapwise.nn.Meeting;
import org.gapwise.train.Collective;
import org.gapwise.train.Plan;
import org.gapwise.train.Ranks;
import org.gapwise.train.RunPlace;
import org.gapwise.train.Trainer;

/** One rank: what {@code gapwise train --rank} does, with a place to meet that the tasks find by themselves. */
record RankTask(TrainingRequest request) implements Serializable {

    /** All have read their data by then, but loading the engine can take minutes on a busy machine. */
    private static final Duration ARRIVAL = Duration.ofMinutes(10);

    /** Trains; gives the SHA-256 of the weights on the first rank, and an empty text on the others. */
    String run(BarrierTaskContext task) {
        boolean first = task.partitionId() == 0;
        boolean resume = request.resume() || task.stageAttemptNumber() > 0;
        Path out = Path.of(request.out());
        if (first) {
            new RunPlace(out).check(resume);
        }
        Plan plan = Plan.parse(request.plan(), "plan");
        TaskLog log = new TaskLog();
        try (Cohort cohort = learnable(plan.model().image().size(), log);
                Collective ranks = join(task)) {
            Trainer trainer = new Trainer(plan, log).divided(ranks, request.pieces());
            if (!first) {
                trainer.follow(cohort);
                return "";
            }
            Bundle bundle = resume ? trainer.resume(cohort, out) : trainer.train(cohort, out);
            return Sha256.of(bundle.file("weights.safetensors"));
        }
    }

    private Cohort learnable(int imageSize, TaskLog log) {
        Path schema = Path.of(request.schema());
        TableCohort table = TableCohort.open(schema);
        TargetCheck.requireLearnable(
                table, schema.resolveSibling(table.schema().table()).normalize().toString());
        return StoredCohort.of(table, imageSize, ImageStore.usualCache(), log);
    }

    private Collective join(BarrierTaskContext task) {
        int world = task.getTaskInfos().length;
        String place = task.allGather(task.partitionId() == 0 ? own(task) : "")[0];
        if (world == 1) {
            return Collective.alone();
        }
        int colon = place.lastIndexOf(':');
        return new BarrierCollective(Ranks.join(new Meeting(
                place.substring(0, colon),
                Integer.parseInt(place.substring(colon + 1)),
                task.partitionId(),
                world,
                ARRIVAL,
                request.patience())));
    }

    /** The host by which Spark reaches this task, and a port that is free there. */
    private static String own(BarrierTaskContext task) {
        String address = task.getTaskInfos()[task.partitionId()].address();
        try (ServerSocket socket = new ServerSocket(0)) {
            return address.substring(0, address.lastIndexOf(':')) + ":" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no free port", e);
        }
    }
}
