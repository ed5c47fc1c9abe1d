package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.TableModality;

/**
 * What a cohort has and what it lacks. A column here is a feature of a table or a whole image.
 *
 * @param columns in the schema's order
 * @param patterns which modalities occur together, by falling number of cases
 * @param together [columns][columns] phi coefficient of being missing; empty where one is never or always missing
 * @param sample presence of a few cases by column, cases ordered by pattern
 */
public record Availability(
        int cases,
        int groups,
        List<Column> columns,
        List<Pattern> patterns,
        List<List<OptionalDouble>> together,
        List<boolean[]> sample) {

    /**
     * A feature or an image.
     *
     * @param modality it belongs to
     * @param present cases that have it
     */
    public record Column(String name, String modality, int present, int cases) {

        /** Share of the cases without it; 0 for an empty cohort. */
        public double missing() {
            return cases == 0 ? 0 : 1 - present / (double) cases;
        }
    }

    /** Cases with exactly these modalities. */
    public record Pattern(List<String> present, int cases) {
        public Pattern {
            present = List.copyOf(present);
        }
    }

    public Availability {
        columns = List.copyOf(columns);
        patterns = List.copyOf(patterns);
        together = List.copyOf(together);
        sample = List.copyOf(sample);
    }

    /**
     * @param sampled at most so many cases are kept one by one, drawn with the seed
     */
    public static Availability of(Cohort cohort, int sampled, long seed) {
        return new Gathering(cohort).gather(sampled, seed);
    }

    /** Cases that lack a modality. */
    public int lacking(String modality) {
        return patterns.stream()
                .filter(p -> !p.present().contains(modality))
                .mapToInt(Pattern::cases)
                .sum();
    }

    /** Modalities in the schema's order. */
    public List<String> modalities() {
        return columns.stream().map(Column::modality).distinct().toList();
    }

    /** One pass over a cohort. */
    private static final class Gathering {

        private final Cohort cohort;
        private final List<String> names = new ArrayList<>();
        private final List<String> owners = new ArrayList<>();
        private final List<Predicate<Case>> has = new ArrayList<>();
        private final Map<List<String>, Integer> patterns = new LinkedHashMap<>();
        private final Set<String> groups = new HashSet<>();

        Gathering(Cohort cohort) {
            this.cohort = cohort;
            for (Modality modality : cohort.schema().modalities()) {
                if (modality instanceof TableModality table) {
                    for (Feature feature : table.features()) {
                        add(feature.name(), table.name(), one -> one.has(feature));
                    }
                } else if (modality instanceof ImageModality image) {
                    add(image.name(), image.name(), one -> one.has(image));
                }
            }
        }

        private void add(String name, String owner, Predicate<Case> test) {
            names.add(name);
            owners.add(owner);
            has.add(test);
        }

        Availability gather(int sampled, long seed) {
            int width = names.size();
            int[] present = new int[width];
            int[][] bothMissing = new int[width][width];
            List<Row> reservoir = new ArrayList<>();
            SplittableRandom random = Seeds.of(seed, "availability");
            for (int i = 0; i < cohort.size(); i++) {
                Row row = row(cohort.get(i));
                count(row.has(), present, bothMissing);
                if (reservoir.size() < sampled) {
                    reservoir.add(row);
                } else if (sampled > 0) {
                    int at = random.nextInt(i + 1);
                    if (at < sampled) {
                        reservoir.set(at, row);
                    }
                }
            }
            List<Column> columns = new ArrayList<>();
            for (int c = 0; c < width; c++) {
                columns.add(new Column(names.get(c), owners.get(c), present[c], cohort.size()));
            }
            return new Availability(
                    cohort.size(), groups.size(), columns, sorted(), phi(present, bothMissing), ordered(reservoir));
        }

        private record Row(List<String> pattern, boolean[] has) {
            int total() {
                int sum = 0;
                for (boolean b : has) {
                    sum += b ? 1 : 0;
                }
                return sum;
            }
        }

        private Row row(Case one) {
            groups.add(one.group());
            List<String> pattern = Presence.of(cohort.schema(), one).modalities();
            patterns.merge(pattern, 1, Integer::sum);
            boolean[] row = new boolean[has.size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = has.get(c).test(one);
            }
            return new Row(pattern, row);
        }

        private static void count(boolean[] row, int[] present, int[][] bothMissing) {
            for (int a = 0; a < row.length; a++) {
                if (row[a]) {
                    present[a]++;
                    continue;
                }
                for (int b = a + 1; b < row.length; b++) {
                    bothMissing[a][b] += row[b] ? 0 : 1;
                }
            }
        }

        private List<Pattern> sorted() {
            return patterns.entrySet().stream()
                    .map(e -> new Pattern(e.getKey(), e.getValue()))
                    .sorted(Comparator.comparingInt(Pattern::cases)
                            .reversed()
                            .thenComparing(p -> String.join("\n", p.present())))
                    .toList();
        }

        private List<boolean[]> ordered(List<Row> rows) {
            Comparator<Row> byPattern = Comparator.comparingInt(r -> -patterns.getOrDefault(r.pattern(), 0));
            return rows.stream()
                    .sorted(byPattern
                            .thenComparing(r -> String.join("\n", r.pattern()))
                            .thenComparing(Comparator.comparingInt(Row::total).reversed()))
                    .map(Row::has)
                    .toList();
        }

        private List<List<OptionalDouble>> phi(int[] present, int[][] bothMissing) {
            List<List<OptionalDouble>> matrix = new ArrayList<>();
            for (int a = 0; a < present.length; a++) {
                List<OptionalDouble> line = new ArrayList<>();
                for (int b = 0; b < present.length; b++) {
                    double both = a == b ? cohort.size() - present[a] : bothMissing[Math.min(a, b)][Math.max(a, b)];
                    line.add(phi(cohort.size() - present[a], cohort.size() - present[b], both, cohort.size()));
                }
                matrix.add(List.copyOf(line));
            }
            return matrix;
        }

        /** Correlation of two yes/no columns from their counts. */
        private static OptionalDouble phi(double a, double b, double both, double n) {
            double scale = Math.sqrt(a * (n - a)) * Math.sqrt(b * (n - b));
            return scale == 0 ? OptionalDouble.empty() : OptionalDouble.of((n * both - a * b) / scale);
        }
    }
}
