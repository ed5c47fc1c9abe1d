package org.gapwise.nn;

/**
 * What a batch norm has seen of each channel.
 *
 * @param momentum weight of the newest batch
 */
public record RunningMoments(Tensor mean, Tensor variance, double momentum, double epsilon) {}
