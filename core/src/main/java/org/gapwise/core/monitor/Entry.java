package org.gapwise.core.monitor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a line of a prediction log tells. */
public sealed interface Entry {

    /**
     * A model is asked from now on.
     *
     * @param modalities the inputs of each
     * @param reference what it is compared with, as counts; absent where its bundle has none
     */
    record Opened(ModelId model, Map<String, List<String>> modalities, Optional<Census> reference) implements Entry {

        public Opened {
            modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
        }
    }

    /**
     * A case was answered.
     *
     * @param inputs the bin of each input that was there
     * @param outputs probabilities by target, to three digits
     */
    record Answered(ModelId model, Map<String, Integer> inputs, Map<String, Double> outputs) implements Entry {

        public Answered {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }
    }

    /** So many lines could not be written before this one. */
    record Lost(long lines) implements Entry {}
}
