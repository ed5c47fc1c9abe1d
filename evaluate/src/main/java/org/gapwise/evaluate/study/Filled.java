package org.gapwise.evaluate.study;

import java.util.Optional;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * A cell of the grid with its answers, while a survey looks at it.
 *
 * @param view the answers, sorted
 * @param resamples of the fold
 * @param ours what our method said in the same cell; empty for our method itself and where it was not run
 */
record Filled(Place place, int fold, View view, Resamples resamples, Optional<Scored> ours) {

    Scored scored() {
        return view.scored();
    }

    /** On one of the two reported slices of its arm. */
    boolean reported() {
        return place.train().equals(Level.COMPLETE) || place.test().equals(Level.COMPLETE);
    }

    /** On the slice of growing gaps at prediction. */
    boolean trainedComplete() {
        return place.train().equals(Level.COMPLETE);
    }
}
