package org.gapwise.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Numbers of scikit-learn and SciPy: every metrics*.csv with a .json beside it in the shared golden folder. */
@Tag("golden")
class MetricsGoldenTest {

    private static final double METRIC = 1e-12;
    private static final double DELONG = 1e-10;

    @TestFactory
    Stream<DynamicTest> everyVectorOfTheFolder() throws IOException {
        String shared = System.getenv().getOrDefault("GAPWISE_SHARED", "../../shared");
        Path folder = Path.of(shared, "golden");
        assumeTrue(Files.isDirectory(folder), "SKIPPED: no golden vectors at " + folder + "; set GAPWISE_SHARED");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> tables = files.filter(f -> f.getFileName().toString().matches("metrics.*\\.csv"))
                    .sorted()
                    .toList();
            assumeTrue(!tables.isEmpty(), "SKIPPED: no metrics*.csv in " + folder);
            return tables.stream().map(table -> DynamicTest.dynamicTest(table.getFileName() + "", () -> holds(table)));
        }
    }

    private static void holds(Path csv) throws IOException {
        Table table = Table.read(csv);
        JsonNode expected = Json.read(Path.of(csv.toString().replaceAll("\\.csv$", ".json")));
        double threshold = expected.get("threshold").doubleValue();
        List<OptionalDouble> aurocs = new ArrayList<>();
        List<OptionalDouble> precisions = new ArrayList<>();
        List<Double> annotated = new ArrayList<>();
        expected.get("labels").properties().forEach(label -> {
            Table.Pair pair = table.annotated(label.getKey());
            Ranking ranking = Ranking.of(pair.a, pair.positive, rows(pair.a.length), threshold);
            assertThat(ranking.cases())
                    .isEqualTo(label.getValue().get("annotated").intValue());
            assertThat(ranking.positives())
                    .isEqualTo(label.getValue().get("positives").intValue());
            Map<Metric, Double> metrics = ranking.metrics();
            for (Metric metric : Metric.values()) {
                same(label.getKey() + " " + metric, label.getValue().get(metric.key()), metrics.get(metric), METRIC);
            }
            OptionalDouble auroc = Auroc.of(pair.a, pair.positive);
            same(
                    "Auroc",
                    label.getValue().get("auroc"),
                    auroc.isPresent() ? (Double) auroc.getAsDouble() : null,
                    METRIC);
            aurocs.add(auroc);
            precisions.add(optional(metrics.get(Metric.AVERAGE_PRECISION)));
            annotated.add((double) ranking.cases());
        });
        JsonNode summary = expected.get("summary");
        same("macro", summary.get("macro_auroc"), mean(Mean.MACRO, aurocs, annotated), METRIC);
        same(
                "weighted",
                summary.get("annotation_weighted_auroc"),
                mean(Mean.ANNOTATION_WEIGHTED, aurocs, annotated),
                METRIC);
        same("macro AP", summary.get("macro_average_precision"), mean(Mean.MACRO, precisions, annotated), METRIC);
        wilcoxon(table, expected.get("wilcoxon_correctness_a_greater_b"), threshold);
        delong(table, expected.get("delong_first_label"));
    }

    private static void wilcoxon(Table table, JsonNode expected, double threshold) {
        Table.Pair all = table.everyAnnotation();
        Wilcoxon test = Wilcoxon.ofCorrectness(all.a, all.b, all.positive, threshold);
        assertThat(test.positiveRanks()).isEqualTo(expected.get("statistic").doubleValue());
        double p = expected.get("p").doubleValue();
        assertThat(test.pFirstGreater().getAsDouble()).isCloseTo(p, within(1e-11 * p));
        assertThat(test.pSecondGreater().getAsDouble()).isCloseTo(1 - p, within(1e-11));
    }

    private static void delong(Table table, JsonNode expected) {
        Table.Pair pair = table.annotated(table.labels().get(0));
        DeLong test = DeLong.of(pair.a, pair.b, pair.positive).orElseThrow();
        same("auc a", expected.get("auc_a"), test.aucA(), DELONG);
        same("auc b", expected.get("auc_b"), test.aucB(), DELONG);
        same("variance a", expected.get("variance_a"), test.varianceA(), DELONG);
        same("variance b", expected.get("variance_b"), test.varianceB(), DELONG);
        same("covariance", expected.get("covariance"), test.covariance(), DELONG);
        same("z", expected.get("z"), test.z().getAsDouble(), DELONG);
        same("p", expected.get("p_two_sided"), test.pTwoSided().getAsDouble(), DELONG);
    }

    private static Double mean(Mean mean, List<OptionalDouble> values, List<Double> annotated) {
        return mean.of(
                        values.toArray(OptionalDouble[]::new),
                        annotated.stream().mapToDouble(Double::doubleValue).toArray())
                .getAsDouble();
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static int[] rows(int n) {
        return java.util.stream.IntStream.range(0, n).toArray();
    }

    private static void same(String what, JsonNode expected, Double actual, double tolerance) {
        if (expected.isNull()) {
            assertThat(actual).as(what).isNull();
        } else {
            assertThat(actual).as(what).isNotNull();
            assertThat(actual).as(what).isCloseTo(expected.doubleValue(), within(tolerance));
        }
    }

    /** The columns {@code label:X}, {@code score_a:X} and {@code score_b:X}. */
    private record Table(Map<String, Integer> columns, List<String[]> rows) {

        record Pair(boolean[] positive, double[] a, double[] b) {}

        static Table read(Path csv) throws IOException {
            List<String> lines = Files.readAllLines(csv);
            Map<String, Integer> columns = new LinkedHashMap<>();
            for (String name : lines.get(0).split(",")) {
                columns.put(name, columns.size());
            }
            return new Table(
                    columns,
                    lines.stream().skip(1).map(line -> line.split(",", -1)).toList());
        }

        List<String> labels() {
            return columns.keySet().stream()
                    .filter(c -> c.startsWith("label:"))
                    .map(c -> c.substring(6))
                    .toList();
        }

        Pair annotated(String label) {
            return pair(List.of(label));
        }

        /** Case by case, label by label; the order does not matter to the test. */
        Pair everyAnnotation() {
            return pair(labels());
        }

        private Pair pair(List<String> labels) {
            List<double[]> found = new ArrayList<>();
            for (String[] row : rows) {
                for (String label : labels) {
                    String text = row[columns.get("label:" + label)];
                    if (!text.isEmpty()) {
                        found.add(new double[] {
                            Double.parseDouble(text),
                            Double.parseDouble(row[columns.get("score_a:" + label)]),
                            Double.parseDouble(row[columns.get("score_b:" + label)])
                        });
                    }
                }
            }
            boolean[] positive = new boolean[found.size()];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = found.get(i)[0] == 1;
            }
            return new Pair(
                    positive,
                    found.stream().mapToDouble(f -> f[1]).toArray(),
                    found.stream().mapToDouble(f -> f[2]).toArray());
        }
    }
}
