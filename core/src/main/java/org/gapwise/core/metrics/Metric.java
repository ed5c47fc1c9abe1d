package org.gapwise.core.metrics;

import java.util.OptionalDouble;

/**
 * What is measured per label. Metrics of a decision count a case as positive when its probability is at least the
 * threshold.
 */
public enum Metric {
    AUROC("auroc", "AUROC", true) {
        @Override
        double of(Tally t) {
            return t.concordant / (t.positives() * t.negatives());
        }
    },
    AVERAGE_PRECISION("average_precision", "Average precision", true) {
        @Override
        double of(Tally t) {
            return t.negatives() > 0 ? t.precision / t.positives() : Double.NaN;
        }
    },
    MCC("mcc", "MCC", true) {
        @Override
        double of(Tally t) {
            double scale =
                    Math.sqrt(t.tp + t.fp) * Math.sqrt(t.tp + t.fn) * Math.sqrt(t.tn + t.fp) * Math.sqrt(t.tn + t.fn);
            return (t.tp * t.tn - t.fp * t.fn) / scale;
        }
    },
    F1("f1", "F1", true) {
        @Override
        double of(Tally t) {
            return 2 * t.tp / (2 * t.tp + t.fp + t.fn);
        }
    },
    RECALL("recall", "Recall", true) {
        @Override
        double of(Tally t) {
            return t.tp / t.positives();
        }
    },
    SPECIFICITY("specificity", "Specificity", true) {
        @Override
        double of(Tally t) {
            return t.tn / t.negatives();
        }
    },
    G_MEAN("g_mean", "G-mean", true) {
        @Override
        double of(Tally t) {
            return Math.sqrt(RECALL.of(t) * SPECIFICITY.of(t));
        }
    },
    BALANCED_ACCURACY("balanced_accuracy", "Balanced accuracy", true) {
        @Override
        double of(Tally t) {
            return (RECALL.of(t) + SPECIFICITY.of(t)) / 2;
        }
    },
    ACCURACY("accuracy", "Accuracy", true) {
        @Override
        double of(Tally t) {
            return (t.tp + t.tn) / t.cases();
        }
    },
    BRIER("brier", "Brier score", false) {
        @Override
        double of(Tally t) {
            return t.squares / t.cases();
        }
    },
    LOG_LOSS("log_loss", "Log loss", false) {
        @Override
        double of(Tally t) {
            return t.logs / t.cases();
        }
    },
    ECE("ece_10_equal_width", "ECE", false) {
        @Override
        double of(Tally t) {
            return t.gaps / t.cases();
        }
    };

    private final String key;
    private final String title;
    private final boolean higherIsBetter;

    Metric(String key, String title, boolean higherIsBetter) {
        this.key = key;
        this.title = title;
        this.higherIsBetter = higherIsBetter;
    }

    /** Its name in files. */
    public String key() {
        return key;
    }

    /** Its name for readers. */
    public String title() {
        return title;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** NaN, from 0/0, where the metric is undefined; only inside this package. */
    abstract double of(Tally t);

    static OptionalDouble defined(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
