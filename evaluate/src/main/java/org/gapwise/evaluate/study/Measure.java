package org.gapwise.evaluate.study;

/** What a study measures in a cell, each inside every fold and then as the mean over folds. */
public enum Measure {
    /** Plain mean of the labels' AUROC: what curves, ranks and tests are about. */
    MACRO_AUROC("macro_auroc", "Macro AUROC"),
    /** Labels weighted by their annotations: what the paper prints. */
    WEIGHTED_AUROC("weighted_auroc", "Annotation-weighted AUROC"),
    /** Plain mean of the labels' average precision. */
    AVERAGE_PRECISION("average_precision", "Average precision"),
    /** Plain mean of the labels' Brier score; lower is better. */
    BRIER("brier", "Brier score"),
    /** Plain mean of the labels' expected calibration error in ten equal bins; lower is better. */
    ECE("ece", "ECE");

    private final String key;
    private final String title;

    Measure(String key, String title) {
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
}
