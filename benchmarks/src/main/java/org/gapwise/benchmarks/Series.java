package org.gapwise.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What was measured, round by round. */
final class Series {

    private final Map<Key, List<Contender.Took>> taken = new LinkedHashMap<>();

    void add(Key key, Contender.Took took) {
        taken.computeIfAbsent(key, k -> new ArrayList<>()).add(took);
    }

    List<Key> keys() {
        return List.copyOf(taken.keySet());
    }

    Spread wall(Key key) {
        return Spread.of(took(key).stream().map(Contender.Took::wall).toList());
    }

    Spread processor(Key key) {
        return Spread.of(took(key).stream().map(Contender.Took::processor).toList());
    }

    /** By the clock, a quotient for each round; empty where one of both was not measured. */
    Optional<Spread> ratio(Key above, Key below) {
        List<Contender.Took> a = took(above);
        List<Contender.Took> b = took(below);
        int n = Math.min(a.size(), b.size());
        return n == 0
                ? Optional.empty()
                : Optional.of(Spread.of(IntStream.range(0, n)
                        .mapToObj(i -> a.get(i).wall() / b.get(i).wall())
                        .toList()));
    }

    private List<Contender.Took> took(Key key) {
        return taken.getOrDefault(key, List.of());
    }
}
