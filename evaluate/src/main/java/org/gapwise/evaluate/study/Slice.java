package org.gapwise.evaluate.study;

import java.util.List;

/** A line through the grid of training and test levels, as the paper reports them for each arm. */
public enum Slice {
    /** P1: trained on complete data, tested with growing gaps. */
    INFERENCE("inference", "missing at prediction", "tested") {
        @Override
        public List<Double> rates(Arm arm) {
            return arm.testRates();
        }

        @Override
        public Place at(String entrant, Arm arm, double rate) {
            return new Place(entrant, Level.COMPLETE, Level.of(arm.id(), rate));
        }
    },
    /** P2: trained with growing gaps, tested on complete data. */
    TRAINING("training", "missing in training", "trained") {
        @Override
        public List<Double> rates(Arm arm) {
            return arm.trainRates();
        }

        @Override
        public Place at(String entrant, Arm arm, double rate) {
            return new Place(entrant, Level.of(arm.id(), rate), Level.COMPLETE);
        }
    };

    private final String key;
    private final String title;
    private final String verb;

    Slice(String key, String title, String verb) {
        this.key = key;
        this.title = title;
        this.verb = verb;
    }

    /** Its name in files. */
    public String key() {
        return key;
    }

    /** Its name for readers. */
    public String title() {
        return title;
    }

    /** What is done at the rate: trained or tested. */
    public String verb() {
        return verb;
    }

    /** The rates of an arm, rising. */
    public abstract List<Double> rates(Arm arm);

    /** Where a method stands at a rate. */
    public abstract Place at(String entrant, Arm arm, double rate);

    /** A place in the grid, over all folds. */
    public record Place(String entrant, Level train, Level test) {}
}
