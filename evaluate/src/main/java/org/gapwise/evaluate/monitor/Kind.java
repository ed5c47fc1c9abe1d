package org.gapwise.evaluate.monitor;

/** What is compared. */
public enum Kind {
    MODALITY("a modality there"),
    PRESENCE("an input there"),
    PATTERN("which modalities come together"),
    VALUES("values of an input"),
    MEAN("mean probability"),
    ANSWERS("distribution of probabilities");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether it is one of few that stand for many; these share half of the chance of a false alarm among themselves. */
    boolean leads() {
        return this == MODALITY || this == PATTERN || this == MEAN;
    }

    /** Whether the change is a difference of a share or mean; else it is a stability index. */
    public boolean isDifference() {
        return this == MODALITY || this == PRESENCE || this == MEAN;
    }
}
