package org.gapwise.evaluate.explain;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the log odds of a target come from the inputs of a case: {@code from} plus all shares is {@code to}.
 *
 * @param from log odds when nothing is known
 * @param to log odds with all that the case has
 * @param shares by name, what each adds
 */
public record Attribution(String target, double from, double to, Map<String, Double> shares) {

    public Attribution {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }

    /** Names by falling weight, whatever the sign. */
    public List<String> ranked() {
        return shares.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> e) -> -Math.abs(e.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Names from the one that speaks most for the answer's direction to the one that speaks most against it. */
    public List<String> supporting() {
        double direction = to >= from ? -1 : 1;
        return shares.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> e) -> direction * e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
