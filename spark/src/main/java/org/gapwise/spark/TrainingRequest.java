package org.gapwise.spark;

import java.io.Serializable;
import java.time.Duration;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.gapwise.train.Plan;

/**
 * What is trained, by whom. Paths are those of the machines that train.
 *
 * @param schema path of schema.toml
 * @param plan as TOML
 * @param out folder of the bundle; rank 0 writes it, and beside it what a run goes on from
 * @param ranks how many tasks train together
 * @param pieces in how many each computes its share of a batch
 * @param patience how long one may keep the others waiting until it is lost
 * @param resume go on with a run that was stopped
 */
public record TrainingRequest(
        String schema, String plan, String out, int ranks, int pieces, Duration patience, boolean resume)
        implements Serializable {

    /** One that begins anew, with the usual patience; it leaves time to say what was lost within 15 s. */
    public static TrainingRequest of(String schema, Plan plan, String out, int ranks) {
        return new TrainingRequest(schema, plan.toToml(), out, ranks, 1, Duration.ofSeconds(12), false);
    }

    /** The same in pieces. */
    public TrainingRequest inPieces(int many) {
        return new TrainingRequest(schema, plan, out, ranks, many, patience, resume);
    }

    /** The same with another patience. */
    public TrainingRequest waiting(Duration other) {
        return new TrainingRequest(schema, plan, out, ranks, pieces, other, resume);
    }

    /** The same, going on with a run that was stopped, if there is one. */
    public TrainingRequest resumed() {
        return new TrainingRequest(schema, plan, out, ranks, pieces, patience, true);
    }

    /** Refuses what cannot be meant, all of it at once. */
    void check() {
        Problems problems = new Problems();
        if (ranks < 1) {
            problems.add("is " + ranks + ".", "--ranks", "Give how many tasks shall train together.");
        }
        if (pieces < 1) {
            problems.add("is " + pieces + ".", "--pieces", "Give 1 or more.");
        }
        if (patience.toSeconds() < 1) {
            problems.add("is less than a second.", "--patience", "Give 1 or more.");
        }
        problems.throwIfAny(ConfigException::new);
    }
}
