package org.gapwise.model.experts;

import org.gapwise.nn.Tensor;

/**
 * What mixtures hand on.
 *
 * @param values {@code [B, M, D]}
 * @param penalty a scalar: how unevenly complete cases were routed and how far incomplete ones from their experts
 */
public record Mixed(Tensor values, Tensor penalty) {}
