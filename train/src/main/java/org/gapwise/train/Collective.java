package org.gapwise.train;

import java.util.Optional;
import org.gapwise.model.Trainee;
import org.gapwise.nn.Peers;

/**
 * Those who train one network together, each on its share of every batch. All call the same methods in the same order; who
 * trains cannot tell how many there are.
 */
public interface Collective extends AutoCloseable {

    /** Which one this is, from 0; the first keeps checkpoints and metrics and makes the bundle. */
    int rank();

    /** How many there are. */
    int world();

    /**
     * Adds up all gradients of a network, and takes the mean of its running statistics.
     *
     * @param loss what this one's share of the batch adds to the loss
     * @return the loss of the batch
     */
    double gradients(Trainee network, double loss);

    /** Adds up what all have, in place. */
    void sum(float[] values);

    /** Whether it is so for any of them. */
    boolean any(boolean here);

    /** What the first of them has. */
    byte[] first(byte[] here);

    /** The others as a network sees them that is normalized by the pictures of all; none where it cannot be. */
    default Optional<Peers> peers() {
        return Optional.empty();
    }

    @Override
    void close();

    /** A collective of one. */
    static Collective alone() {
        return new Alone();
    }
}
