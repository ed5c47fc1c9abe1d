package org.gapwise.evaluate.monitor;

import java.util.List;
import java.util.Map;
import org.gapwise.core.monitor.Census;
import org.gapwise.core.monitor.ModelId;

/**
 * What became of one model.
 *
 * @param modalities the inputs of each
 * @param origin where the reference is from
 * @param reference what windows are compared with
 * @param waiting the last answers, too few for a window
 */
public record Watched(
        ModelId model,
        Map<String, List<String>> modalities,
        String origin,
        Census reference,
        List<Window> windows,
        int waiting) {

    public Watched {
        windows = List.copyOf(windows);
    }

    Watched with(List<Window> compared) {
        return new Watched(model, modalities, origin, reference, compared, waiting);
    }
}
