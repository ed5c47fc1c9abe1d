package org.gapwise.core.metrics;

import java.util.OptionalDouble;

/** Means over labels. A label whose figure is undefined does not take part. */
public enum Mean {
    /** Every label counts the same. */
    MACRO("macro", "Macro mean") {
        @Override
        double weight(double annotated) {
            return 1;
        }
    },
    /** A label counts as much as it has annotated cases. */
    ANNOTATION_WEIGHTED("annotation_weighted", "Annotation-weighted mean") {
        @Override
        double weight(double annotated) {
            return annotated;
        }
    };

    private final String key;
    private final String title;

    Mean(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** Its name in files. */
    public String key() {
        return key;
    }

    /** Its name for readers. */
    public String title() {
        return title;
    }

    abstract double weight(double annotated);

    /**
     * @param values [L] by label
     * @param annotated [L] annotated cases by label
     * @return empty when no label has a value
     */
    public OptionalDouble of(OptionalDouble[] values, double[] annotated) {
        double[] plain = new double[values.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = values[i].orElse(Double.NaN);
        }
        return Metric.defined(over(plain, annotated));
    }

    /** The same on plain numbers where NaN stands for undefined, for use inside a resample. */
    public double over(double[] values, double[] annotated) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sum += weight(annotated[i]) * values[i];
                total += weight(annotated[i]);
            }
        }
        return sum / total;
    }
}
