package org.gapwise.evaluate.explain;

/**
 * A heat map and how far it names the places that the model uses.
 *
 * @param faithfulness when cells are covered and uncovered in its order
 */
public record JudgedMap(HeatMap map, Faithfulness faithfulness) {}
