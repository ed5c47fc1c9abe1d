package org.gapwise.core.missingness;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;

/**
 * Everything a loss may depend on, as columns with mean 0 and deviation 1 over the cohort; what is absent counts as
 * average. Cases stand in the order of their ids, so that no sum depends on the order of the cohort.
 */
final class Evidence {

    private final long seed;
    private final List<String> ids;
    private final Map<String, Standard> features = new LinkedHashMap<>();
    private final Map<String, Standard> targets = new LinkedHashMap<>();
    private final Standard positives;
    private final Map<String, BitSet> having = new LinkedHashMap<>();

    /** Reads values only where the mechanism needs them. */
    Evidence(Cohort cohort, Missingness missingness) {
        this.seed = missingness.seed();
        List<String> names = cohort.cases().stream().map(Case::id).toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("two cases have the same id");
        }
        List<Integer> order = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .toList();
        ids = order.stream().map(names::get).toList();
        List<Feature> wanted = missingness.mechanism() instanceof Mechanism.Mcar
                ? List.of()
                : cohort.schema().features();
        wanted.forEach(feature -> features.put(feature.name(), new Standard(ids.size())));
        cohort.schema().targetNames().forEach(target -> targets.put(target, new Standard(ids.size())));
        positives = new Standard(ids.size());
        cohort.schema().modalities().forEach(modality -> having.put(modality.name(), new BitSet()));
        Cohort ordered = cohort.select(order);
        for (int i = 0; i < ids.size(); i++) {
            Case one = ordered.get(i);
            read(one, i);
            for (Modality modality : cohort.schema().modalities()) {
                having(modality.name()).set(i, one.has(modality));
            }
        }
    }

    private void read(Case one, int i) {
        features.forEach((name, column) -> {
            Double number = one.numbers().get(name);
            String level = one.categories().get(name);
            if (number != null) {
                column.put(i, number);
            } else if (level != null) {
                column.put(i, random("level/" + name + "/" + level));
            }
        });
        targets.forEach((name, column) -> answer(one, name).ifPresent(value -> column.put(i, value)));
        if (!one.labels().isEmpty()) {
            positives.put(i, (double) one.labels().values().stream()
                    .filter(Label.POSITIVE::equals)
                    .count());
        }
    }

    private static OptionalDouble answer(Case one, String target) {
        Label label = one.labels().get(target);
        return label == Label.POSITIVE || label == Label.NEGATIVE
                ? OptionalDouble.of(label == Label.POSITIVE ? 1 : 0)
                : OptionalDouble.empty();
    }

    /** A number in (-1, 1) that depends on the seed and a name only. */
    private double random(String name) {
        return (Seeds.mix(seed, name) >> 11) * 0x1p-52;
    }

    List<String> ids() {
        return ids;
    }

    BitSet having(String modality) {
        return known(having, modality);
    }

    double[] nothing() {
        return new double[ids.size()];
    }

    double[] feature(String name) {
        return known(features, name).scores();
    }

    double[] target(String name) {
        return known(targets, name).scores();
    }

    double[] positives() {
        return positives.scores();
    }

    /** Features with random weights, the same for every case. */
    double[] mixture(List<String> names) {
        double[] sum = nothing();
        for (String name : names) {
            double weight = random("weight/" + name);
            double[] column = feature(name);
            Arrays.setAll(sum, i -> sum[i] + weight * column[i]);
        }
        return Standard.of(sum).scores();
    }

    double correlation(double[] scores, String feature) {
        double[] column = feature(feature);
        return IntStream.range(0, column.length)
                .mapToDouble(i -> scores[i] * column[i])
                .average()
                .orElse(0);
    }

    private static <V> V known(Map<String, V> map, String name) {
        V value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing was read of \"" + name + "\"");
        }
        return value;
    }
}
