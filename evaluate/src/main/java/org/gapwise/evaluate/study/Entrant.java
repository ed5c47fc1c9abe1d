package org.gapwise.evaluate.study;

import java.util.List;

/**
 * A method that takes part in a study.
 *
 * @param id e.g. {@code ours}; letters, digits and dashes
 * @param title as readers see it
 * @param note what it does, in one sentence
 * @param sees modalities it looks at
 */
public record Entrant(String id, String title, Family family, String note, List<String> sees) {

    /** What an entrant is there for; a report draws each family in its own way. */
    public enum Family {
        /** The method of this project, as recommended. */
        OURS,
        /** What the paper proposes. */
        PAPER,
        /** What the paper compares with. */
        BASELINE,
        /** The proposed network with one part changed. */
        ABLATION,
        /** A published method that learns to cope with missing modalities. */
        RIVAL,
        /** Fills the gaps of the table in first. */
        IMPUTATION,
        /** Gradient-boosted trees. */
        TREES,
        /** A model of one modality: what no method of several should fall below. */
        UNIMODAL,
        /** Knows which pattern of gaps it will meet: one model each. */
        ORACLE,
        /** The best that any method could do, known in a simulation only. */
        OPTIMUM
    }

    public Entrant {
        sees = List.copyOf(sees);
    }
}
