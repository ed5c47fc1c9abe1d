package org.gapwise.core.missingness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Schema;

/** The masks of one draw while they are made, one for each rate. */
final class Drawing {

    private final Missingness missingness;
    private final Schema schema;
    private final Evidence evidence;
    private final List<String> spared;
    private final Things things;
    private final List<Level> levels = new ArrayList<>();

    /** A mask to be; {@code kept} is empty while no case has a probability of its own. */
    private record Level(double rate, BitSet[] taken, List<double[]> kept) {}

    Drawing(Missingness missingness, Cohort cohort, List<Double> rates) {
        this.missingness = missingness;
        this.schema = cohort.schema();
        this.evidence = new Evidence(cohort, missingness);
        this.spared = missingness.mechanism().spared(schema, missingness.grain(), missingness.seed());
        this.things = new Things(schema);
        for (double rate : rates) {
            BitSet[] taken = new BitSet[evidence.ids().size()];
            Arrays.setAll(taken, i -> new BitSet());
            levels.add(new Level(rate, taken, new ArrayList<>()));
        }
    }

    Schema schema() {
        return schema;
    }

    int size() {
        return evidence.ids().size();
    }

    /** Features of the grain that may be lost: those that do not drive the loss. */
    List<String> losable() {
        return missingness.grain().features(schema).stream()
                .filter(feature -> !spared.contains(feature))
                .toList();
    }

    /** Positions of the cases that have something of a modality. */
    BitSet having(String modality) {
        return evidence.having(modality);
    }

    /** The order in which cases lose a thing. */
    Ranking cases(String thing, List<String> inside) {
        return ranking(evidence.ids(), driver(inside), thing + "/");
    }

    /** The order in which columns of a table go: first those that are most correlated with the driver. */
    Ranking columns(String table, List<String> features) {
        double[] alike = new double[features.size()];
        if (missingness.mechanism().strength() != 0) {
            double[] driver = driver(features);
            Arrays.setAll(alike, f -> Math.abs(evidence.correlation(driver, features.get(f))));
        }
        return ranking(features, Standard.of(alike).scores(), table + "/columns/");
    }

    private double[] driver(List<String> inside) {
        return missingness.mechanism().driver(evidence, inside, spared);
    }

    private Ranking ranking(List<String> names, double[] driver, String what) {
        double strength = missingness.mechanism().strength();
        double[] pull = Arrays.stream(driver).map(d -> strength * d).toArray();
        return Ranking.of(
                names, pull, missingness.seed(), missingness.mechanism().word() + "/" + what);
    }

    /** At each rate the first of the ranking lose these things. */
    void lose(Ranking ranking, List<String> lost) {
        for (Level level : levels) {
            for (int i : ranking.losing(level.rate)) {
                lost.forEach(thing -> level.taken[i].set(things.place(thing)));
            }
            level.kept.add(ranking.kept(level.rate));
            if (level.kept.size() == 2) {
                double[] first = level.kept.get(0);
                double[] second = level.kept.remove(1);
                Arrays.setAll(first, i -> first[i] * second[i]);
            }
        }
    }

    /** At each rate the first columns of the ranking are gone for everybody. */
    void loseColumns(Ranking ranking, List<String> columns) {
        for (Level level : levels) {
            for (int column : ranking.losing(level.rate)) {
                int place = things.place(columns.get(column));
                for (BitSet taken : level.taken) {
                    taken.set(place);
                }
            }
        }
    }

    List<Mask> masks() {
        return levels.stream().map(this::mask).toList();
    }

    private Mask mask(Level level) {
        Map<String, BitSet> taken = new LinkedHashMap<>();
        Map<String, Double> kept = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            String id = evidence.ids().get(i);
            taken.put(id, level.taken[i]);
            for (double[] probability : level.kept) {
                kept.put(id, probability[i]);
            }
        }
        return new Mask(things, taken, kept);
    }
}
