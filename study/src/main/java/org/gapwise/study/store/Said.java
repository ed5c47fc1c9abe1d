package org.gapwise.study.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.data.answer.Answer;

/**
 * What a trained method said about the test cases of a fold. A case is looked at in several ways, one for each set of
 * things that is taken from it at some level; equal sets are one view.
 */
public final class Said {

    private final Map<Place, double[]> probabilities = new HashMap<>();

    /**
     * One look at one case.
     *
     * @param row position of the case in the cohort
     * @param view what was taken from it, see {@link Views}; empty for nothing
     */
    record Place(int row, String view) {}

    static Said empty() {
        return new Said();
    }

    /** Keeps the probabilities [L] of a place; false when the place is taken. */
    boolean put(Place place, double[] said) {
        return probabilities.putIfAbsent(place, said) == null;
    }

    List<Answer> all() {
        return probabilities.entrySet().stream()
                .map(e -> new Answer(e.getKey().row(), e.getKey().view(), e.getValue()))
                .toList();
    }

    /** How many views there are. */
    public int size() {
        return probabilities.size();
    }
}
