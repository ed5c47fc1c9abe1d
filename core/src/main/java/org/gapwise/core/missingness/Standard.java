package org.gapwise.core.missingness;

import java.util.BitSet;

/** A column with gaps, brought to mean 0 and deviation 1; a gap is average. */
final class Standard {

    private final double[] values;
    private final BitSet present = new BitSet();

    Standard(int size) {
        values = new double[size];
    }

    static Standard of(double[] values) {
        Standard column = new Standard(values.length);
        for (int i = 0; i < values.length; i++) {
            column.put(i, values[i]);
        }
        return column;
    }

    void put(int position, double value) {
        values[position] = value;
        present.set(position);
    }

    /** One a position; all 0 where the values do not differ. */
    double[] scores() {
        double[] scores = new double[values.length];
        double mean = present.stream().mapToDouble(i -> values[i]).average().orElse(0);
        double deviation = Math.sqrt(present.stream()
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .average()
                .orElse(0));
        if (deviation > 0) {
            present.stream().forEach(i -> scores[i] = (values[i] - mean) / deviation);
        }
        return scores;
    }
}
