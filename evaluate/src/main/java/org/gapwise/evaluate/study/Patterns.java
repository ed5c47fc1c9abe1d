package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.gapwise.evaluate.Presence;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * Macro AUROC among cases in which the same modalities were there, for methods trained on complete data, at the test
 * level of each arm nearest to a half.
 */
public final class Patterns {

    /** Fewer cases in a fold make no figure. */
    static final int LEAST = 20;

    private final Design design;
    private final Set<Level> levels = new LinkedHashSet<>();
    private final Map<Key, List<double[]>> byFold = new LinkedHashMap<>();
    private final Map<Key, Integer> cases = new LinkedHashMap<>();

    private record Key(String entrant, Level test, List<String> present) {}

    /** A pattern in one cell of one fold: how many cases, and macro AUROC as they are and then in the resamples. */
    record Seen(List<String> present, int cases, double[] macro) {}

    /**
     * @param present modalities that were there, in the schema's order
     * @param cases over all folds
     */
    public record Row(String entrant, Level test, List<String> present, int cases, Sampled macroAuroc) {}

    Patterns(Design design) {
        this.design = design;
        for (Arm arm : design.arms()) {
            arm.testRates().stream()
                    .filter(rate -> rate > 0)
                    .min(Comparator.comparingDouble(rate -> Math.abs(rate - 0.5)))
                    .ifPresent(rate -> levels.add(Level.of(arm.id(), rate)));
        }
    }

    /** Of one cell of one fold; none where patterns are not shown. */
    List<Seen> seen(Filled cell, int draws) {
        if (!cell.trainedComplete() || !levels.contains(cell.place().test())) {
            return List.of();
        }
        List<Seen> seen = new ArrayList<>();
        Scored scored = cell.scored();
        List<List<String>> present = IntStream.range(0, scored.size())
                .mapToObj(scored::presence)
                .map(Presence::modalities)
                .toList();
        for (List<String> pattern : new LinkedHashSet<>(present)) {
            int n = (int) present.stream().filter(pattern::equals).count();
            if (n >= LEAST) {
                View view = View.of(scored, row -> present.get(row).equals(pattern));
                seen.add(new Seen(pattern, n, cell.resamples().measure(2, draws, view::aurocs)[0]));
            }
        }
        return seen;
    }

    /** Folds come in their order. */
    void add(Place place, List<Seen> seen) {
        for (Seen one : seen) {
            Key key = new Key(place.entrant(), place.test(), one.present());
            byFold.computeIfAbsent(key, k -> new ArrayList<>()).add(one.macro());
            cases.merge(key, one.cases(), Integer::sum);
        }
    }

    /** All rows, by level, then by falling number of modalities, then in the order of the entrants. */
    public List<Row> rows() {
        List<String> order = design.entrants().stream().map(Entrant::id).toList();
        List<Level> shown = new ArrayList<>(levels);
        return byFold.entrySet().stream()
                .filter(e -> e.getValue().size() == design.folds())
                .map(e -> row(e.getKey(), Sampled.overFolds(e.getValue())))
                .sorted(Comparator.comparingInt((Row r) -> shown.indexOf(r.test()))
                        .thenComparingInt(r -> -r.present().size())
                        .thenComparing(r -> r.present().toString())
                        .thenComparingInt(r -> order.indexOf(r.entrant())))
                .toList();
    }

    /** The pattern in which a method does worst; empty without a defined figure. */
    public Optional<Row> worst(String entrant) {
        return rows().stream()
                .filter(row -> row.entrant().equals(entrant))
                .filter(row -> row.macroAuroc().point().isPresent())
                .min(Comparator.comparingDouble(row -> row.macroAuroc().raw()));
    }

    private Row row(Key key, Sampled macro) {
        return new Row(key.entrant(), key.test(), key.present(), cases.getOrDefault(key, 0), macro);
    }
}
