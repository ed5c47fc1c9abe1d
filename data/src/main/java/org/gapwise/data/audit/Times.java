package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns of the table say when. All of them hold dates (and times), or all of them numbers from a common start.
 *
 * @param outcome when the answer was known
 * @param image when the picture was taken
 * @param values when a feature was recorded, by the feature's column; the key {@link #ALL} is for all features
 */
public record Times(Optional<String> outcome, Optional<String> image, Map<String, String> values) {

    /** Stands for every feature of the table. */
    public static final String ALL = "*";

    /** Endings of columns that are taken for the times of the column before the ending. */
    private static final List<String> ENDINGS = List.of("_time", "_charttime", "_datetime", "_recorded");

    public Times {
        values = Map.copyOf(values);
    }

    /** None are known. */
    public static Times unknown() {
        return new Times(Optional.empty(), Optional.empty(), Map.of());
    }

    /** Whether there is anything to compare with. */
    boolean askedFor() {
        return outcome.isPresent() || image.isPresent();
    }

    /** The columns that hold times of features, by the feature's column; named ones win over those found by name. */
    Map<String, String> of(List<String> features, List<String> header) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String feature : features) {
            Optional.ofNullable(values.get(feature))
                    .or(() -> ENDINGS.stream()
                            .map(ending -> feature + ending)
                            .filter(header::contains)
                            .findFirst())
                    .or(() -> Optional.ofNullable(values.get(ALL)))
                    .ifPresent(column -> found.put(feature, column));
        }
        return found;
    }

    /** Columns a person named that are no columns of features. */
    List<String> strangers(List<String> features) {
        List<String> strangers = new ArrayList<>(values.keySet());
        strangers.removeAll(features);
        strangers.remove(ALL);
        return strangers;
    }
}
