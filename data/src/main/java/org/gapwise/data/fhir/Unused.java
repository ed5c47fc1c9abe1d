package org.gapwise.data.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what could not be used, with the place of the first of each kind. */
final class Unused {

    /** So many of a kind, and where the first stands. */
    record Count(String source, String what, long count, Place first) {}

    private record Kind(String source, String what) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : what.compareTo(other.what);
        }
    }

    private final Map<Kind, Count> counts = new TreeMap<>();
    private final List<Place> twoPeople = new ArrayList<>();

    void note(String source, String what, Place place) {
        counts.merge(
                new Kind(source, what),
                new Count(source, what, 1, place),
                (before, one) -> new Count(source, what, before.count() + 1, before.first()));
    }

    /** A Patient whose date of birth is not that of another version of the same. */
    void twoPeople(Place place) {
        twoPeople.add(place);
    }

    List<Count> counts() {
        return List.copyOf(counts.values());
    }

    List<Place> placesOfTwoPeople() {
        return List.copyOf(twoPeople);
    }

    /** How many there are of a kind. */
    long count(String source, String what) {
        Count found = counts.get(new Kind(source, what));
        return found == null ? 0 : found.count();
    }
}
