package org.gapwise.evaluate.explain;

/**
 * What it would be worth to measure something that a case lacks.
 *
 * @param input a feature or a picture
 * @param change expected absolute change of the probability
 * @param information expected loss of uncertainty about the target, in bits
 * @param low the probability's tenth percentile over what might be found
 * @param high its ninetieth
 * @param cost of measuring it, as the schema says
 * @param donors cases it rests on
 */
public record Measuring(
        String input, double change, double information, double low, double high, double cost, int donors) {

    /** Bits for the cost of one. */
    public double informationPerCost() {
        return information / cost;
    }
}
