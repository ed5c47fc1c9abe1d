package org.gapwise.evaluate.study;

import java.util.Optional;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * A cell of the grid with its answers, while a survey looks at it.
 *
 * @param ground what the cells of its fold share
 * @param view the answers, sorted
 * @param ours what our method said in the same cell; empty for our method itself and where it was not run
 */
record Filled(Place place, Ground ground, View view, Optional<Scored> ours) {

    Scored scored() {
        return view.scored();
    }

    Resamples resamples() {
        return ground.resamples();
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
