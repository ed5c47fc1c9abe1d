package org.gapwise.nn;

/**
 * Other processes that run the same pass on other rows at the same time. All call in the same order, also on the way back.
 */
public interface Peers {

    /** Adds up what all have, in place. */
    void sum(Tensor values);
}
