package org.gapwise.evaluate.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Fisher;
import org.gapwise.core.metrics.Interval;
import org.gapwise.core.metrics.Normal;
import org.gapwise.core.metrics.Shares;
import org.gapwise.core.monitor.Census;

/** Compares what is counted in a window with a reference. Presence is compared exactly, the rest from 30 cases on. */
final class Comparing {

    private static final int LEAST = 30;
    private static final double TWO_SIDED_95 = 1.959963984540054;

    private final Census before;
    private final Census now;
    private final List<Drift> drifts = new ArrayList<>();

    private Comparing(Census before, Census now) {
        this.before = before;
        this.now = now;
    }

    /** @param modalities the inputs of each */
    static List<Drift> of(Census before, Census now, Map<String, List<String>> modalities) {
        Comparing comparing = new Comparing(before, now);
        if (before.cases() >= LEAST && now.cases() >= LEAST) {
            modalities.keySet().forEach(comparing::modality);
            modalities.values().stream()
                    .flatMap(List::stream)
                    .filter(input -> !modalities.containsKey(input))
                    .forEach(comparing::presence);
            comparing.patterns();
            before.inputs().keySet().forEach(comparing::values);
        }
        before.outputs().keySet().stream().filter(now.outputs()::containsKey).forEach(comparing::outputs);
        return comparing.drifts;
    }

    private void modality(String name) {
        shares(Kind.MODALITY, name, before.havingModality(name), now.havingModality(name));
    }

    private void presence(String input) {
        shares(Kind.PRESENCE, input, before.having(input), now.having(input));
    }

    private void shares(Kind kind, String name, int a, int b) {
        double first = (double) a / before.cases();
        double second = (double) b / now.cases();
        Interval interval = Interval.ofDifference(a, before.cases(), b, now.cases());
        drifts.add(new Drift(
                kind,
                name,
                OptionalDouble.of(first),
                OptionalDouble.of(second),
                Estimate.of(OptionalDouble.of(second - first), Optional.of(interval), now.cases()),
                OptionalDouble.of(Fisher.p(a, before.cases(), b, now.cases())),
                OptionalDouble.empty()));
    }

    /** The frequent ones first, so that rare ones are put together. */
    private void patterns() {
        List<String> names = new ArrayList<>(
                new TreeSet<>(Stream.concat(before.patterns().keySet().stream(), now.patterns().keySet().stream())
                        .toList()));
        names.sort(Comparator.comparingInt((String name) -> -count(before, name) - count(now, name)));
        distribution(
                Kind.PATTERN,
                "",
                names.stream().map(name -> count(before, name)).toList(),
                names.stream().map(name -> count(now, name)).toList());
    }

    private static int count(Census census, String pattern) {
        return census.patterns().getOrDefault(pattern, 0);
    }

    private void values(String input) {
        List<Integer> first = before.inputs().getOrDefault(input, List.of());
        List<Integer> second = now.inputs().getOrDefault(input, List.of());
        // A picture has one bin.
        if (Math.max(first.size(), second.size()) > 1) {
            distribution(Kind.VALUES, input, first, second);
        }
    }

    private void outputs(String target) {
        Census.Outputs first = before.outputs().get(target);
        Census.Outputs second = now.outputs().get(target);
        if (first == null || second == null || Math.min(first.answers(), second.answers()) < LEAST) {
            return;
        }
        distribution(Kind.ANSWERS, target, first.counts(), second.counts());
        double difference = second.mean() - first.mean();
        double error = Math.sqrt(first.variance() / first.answers() + second.variance() / second.answers());
        if (error > 0) {
            double half = TWO_SIDED_95 * error;
            drifts.add(new Drift(
                    Kind.MEAN,
                    target,
                    OptionalDouble.of(first.mean()),
                    OptionalDouble.of(second.mean()),
                    Estimate.of(
                            OptionalDouble.of(difference),
                            Optional.of(new Interval(difference - half, difference + half)),
                            second.answers()),
                    OptionalDouble.of(Normal.twoSided(difference / error)),
                    OptionalDouble.empty()));
        }
    }

    private void distribution(Kind kind, String name, List<Integer> first, List<Integer> second) {
        Shares shares = Shares.of(first, second);
        boolean enough = Math.min(total(first), total(second)) >= LEAST;
        drifts.add(new Drift(
                kind,
                name,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                enough ? shares.stability() : Estimate.undefined(total(second)),
                enough ? shares.p() : OptionalDouble.empty(),
                OptionalDouble.empty()));
    }

    private static int total(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
