package org.gapwise.study;

import org.gapwise.train.Plan;

/**
 * How networks are trained in a study, so that methods differ in one thing at a time.
 *
 * @param ours the recommended recipe; also for rivals, which differ in their network alone
 * @param paper the paper's two stages, for its method, its baselines and its ablations
 */
public record Recipes(Plan ours, Plan paper) {

    /** The same recipes with another seed. */
    public Recipes withSeed(long seed) {
        return new Recipes(ours.withSeed(seed), paper.withSeed(seed));
    }
}
