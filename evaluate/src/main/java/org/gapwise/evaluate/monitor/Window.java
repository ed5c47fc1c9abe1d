package org.gapwise.evaluate.monitor;

import java.util.List;
import org.gapwise.core.monitor.Census;

/**
 * Answers of a model that follow each other.
 *
 * @param first number of its first line
 * @param last number of its last line
 * @param from hour of the first
 * @param to hour of the last
 * @param drifts one a thing that is compared; none where it is the reference itself
 */
public record Window(long first, long last, String from, String to, Census census, List<Drift> drifts) {

    public Window {
        drifts = List.copyOf(drifts);
    }

    Window with(List<Drift> compared) {
        return new Window(first, last, from, to, census, compared);
    }
}
