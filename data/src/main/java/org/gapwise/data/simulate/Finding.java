package org.gapwise.data.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The findings that vary freely. A state of a patient is the set of those present, as bits. */
enum Finding {
    ATELECTASIS("Atelectasis"),
    CARDIOMEGALY("Cardiomegaly"),
    CONSOLIDATION("Consolidation"),
    EDEMA("Edema"),
    ENLARGED_CARDIOMEDIASTINUM("Enlarged Cardiomediastinum"),
    FRACTURE("Fracture"),
    LUNG_LESION("Lung Lesion"),
    LUNG_OPACITY("Lung Opacity"),
    PLEURAL_EFFUSION("Pleural Effusion"),
    PLEURAL_OTHER("Pleural Other"),
    PNEUMONIA("Pneumonia"),
    PNEUMOTHORAX("Pneumothorax"),
    SUPPORT_DEVICES("Support Devices");

    static final int COUNT = values().length;
    static final int STATES = 1 << COUNT;

    /** Holds when nothing but support devices is present; it follows from the others. */
    static final String NO_FINDING = "No Finding";

    /** The labels of CheXpert in its alphabetical order: every finding, and {@link #NO_FINDING}. */
    static final List<String> LABELS = labels();

    private final String label;

    Finding(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    int bit() {
        return 1 << ordinal();
    }

    boolean in(int state) {
        return (state & bit()) != 0;
    }

    /** Whether nothing but support devices is present. */
    static boolean isClear(int state) {
        return (state & ~SUPPORT_DEVICES.bit()) == 0;
    }

    /** The truth of each of {@link #LABELS} in a state. */
    static boolean[] truth(int state) {
        boolean[] truth = new boolean[LABELS.size()];
        for (Finding finding : values()) {
            truth[LABELS.indexOf(finding.label)] = finding.in(state);
        }
        truth[LABELS.indexOf(NO_FINDING)] = isClear(state);
        return truth;
    }

    private static List<String> labels() {
        List<String> labels =
                new ArrayList<>(Arrays.stream(values()).map(Finding::label).toList());
        labels.add(NO_FINDING);
        labels.sort(String.CASE_INSENSITIVE_ORDER);
        return List.copyOf(labels);
    }
}
