package org.gapwise.train;

import java.util.List;
import org.gapwise.core.encoding.EncodedCase;

/**
 * The cases of a batch, or of a part of it.
 *
 * @param indices of the cases in the training part: all that is drawn for a case comes from it, so that a case is the same
 *     in whichever part of the batch it stands
 */
record Draw(List<EncodedCase> cases, List<Integer> indices, int epoch) {

    int size() {
        return cases.size();
    }

    Draw part(int from, int to) {
        return new Draw(cases.subList(from, to), indices.subList(from, to), epoch);
    }

    long[] owners() {
        return indices.stream().mapToLong(i -> i).toArray();
    }
}
