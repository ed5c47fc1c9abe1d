package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an Observation says of one feature.
 *
 * @param when it was true; absent when nobody wrote a time that can be read
 * @param issued when it was made available; absent when nobody wrote it
 */
record Reading(String feature, Result result, Optional<Moment> when, Optional<Moment> issued, Place place) {

    static final String STATUS = "status";
    static final String NO_TIME = "no time";
    static final String SEVERAL = "several features in one code";

    /** The states in which a result stands. */
    static final List<String> STANDING = List.of("preliminary", "final", "amended", "corrected");

    /** The Observation's own value, and those of its components, as blood pressures have them. */
    static List<Reading> of(Resource observation, ZoneId zone) {
        JsonNode tree = observation.tree();
        List<Reading> readings = new ArrayList<>(of(observation, tree, zone));
        tree.path("component").forEach(component -> readings.addAll(of(observation, component, zone)));
        return readings;
    }

    private static List<Reading> of(Resource observation, JsonNode holder, ZoneId zone) {
        List<String> features = Catalogue.STANDARD.features(holder.path("code"));
        Optional<Moment> when = Moment.effective(observation.tree(), zone);
        Optional<Moment> issued = Moment.of(observation.tree().path("issued"), zone);
        return features.stream()
                .map(feature -> {
                    Result result = !STANDING.contains(observation.status())
                            ? new Result.Unusable(STATUS)
                            : features.size() > 1 ? new Result.Unusable(SEVERAL) : Result.of(feature, holder);
                    return new Reading(feature, result, when, issued, observation.place());
                })
                .toList();
    }
}
