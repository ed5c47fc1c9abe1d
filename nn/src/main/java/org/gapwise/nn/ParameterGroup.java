package org.gapwise.nn;

import java.util.Map;

/** Weights that share a learning rate and a weight decay; the names of all groups of an optimizer must differ. */
public record ParameterGroup(String name, Map<String, Tensor> parameters, double learningRate, double weightDecay) {}
