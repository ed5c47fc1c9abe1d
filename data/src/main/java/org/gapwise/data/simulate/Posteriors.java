package org.gapwise.data.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.file.Json;
import org.gapwise.core.metrics.Auroc;
import org.jspecify.annotations.Nullable;

/**
 * The exact posteriors of studies under each pattern, and how well they rank the annotated labels.
 *
 * @param probability [pattern][study][label], rounded as optimum.csv writes them
 */
record Posteriors(List<Study> studies, double[][][] probability) {

    private static final int DECIMALS = 9;
    private static final double UNIT = 1e9;

    static Posteriors of(Hospital hospital, List<Study> studies, Progress progress) {
        Pattern[] patterns = Pattern.values();
        double[][][] probability = new double[patterns.length][studies.size()][];
        progress.start("Working out the optimum", studies.size());
        IntStream.range(0, studies.size()).parallel().forEach(i -> {
            for (Pattern pattern : patterns) {
                double[] exact = hospital.posterior(studies.get(i), pattern);
                probability[pattern.ordinal()][i] = Arrays.stream(exact)
                        .map(p -> Math.rint(p * UNIT) / UNIT)
                        .toArray();
            }
            progress.step(1);
        });
        progress.done();
        return new Posteriors(studies, probability);
    }

    /** AUROC over the studies annotated with yes or no; empty when one of the two is missing. */
    OptionalDouble auroc(Pattern pattern, int label) {
        String name = Finding.LABELS.get(label);
        int[] annotated = IntStream.range(0, studies.size())
                .filter(i -> isAnnotated(studies.get(i).labels().get(name)))
                .toArray();
        double[] scores = new double[annotated.length];
        boolean[] positive = new boolean[annotated.length];
        for (int i = 0; i < annotated.length; i++) {
            scores[i] = probability[pattern.ordinal()][annotated[i]][label];
            positive[i] = studies.get(annotated[i]).labels().get(name) == Label.POSITIVE;
        }
        return Auroc.of(scores, positive);
    }

    /** Mean over the labels that have one. */
    OptionalDouble macro(Pattern pattern) {
        return IntStream.range(0, Finding.LABELS.size())
                .mapToObj(label -> auroc(pattern, label))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /** optimum.csv. */
    String toCsv() {
        StringBuilder out = new StringBuilder("study_id,pattern");
        Finding.LABELS.forEach(label -> out.append(',').append(label));
        out.append('\n');
        for (int i = 0; i < studies.size(); i++) {
            for (Pattern pattern : Pattern.values()) {
                out.append(studies.get(i).id()).append(',').append(pattern.title());
                for (double p : probability[pattern.ordinal()][i]) {
                    out.append(',').append(rounded(p, DECIMALS).toPlainString());
                }
                out.append('\n');
            }
        }
        return out.toString();
    }

    /** optimum.json. */
    String toJson(SimulationPlan plan) {
        ObjectNode root = Json.object();
        root.put("version", 1);
        root.put("cases", plan.cases());
        root.put("image_size", plan.imageSize());
        root.put("seed", plan.seed());
        ArrayNode patterns = root.putArray("patterns");
        for (Pattern pattern : Pattern.values()) {
            ObjectNode node = patterns.addObject();
            node.put("name", pattern.title());
            ArrayNode present = node.putArray("present");
            pattern.present().forEach(present::add);
            macro(pattern).ifPresent(macro -> node.put("macro", rounded(macro, 6)));
            ObjectNode auroc = node.putObject("auroc");
            for (int label = 0; label < Finding.LABELS.size(); label++) {
                String name = Finding.LABELS.get(label);
                auroc(pattern, label).ifPresent(x -> auroc.put(name, rounded(x, 6)));
            }
        }
        return Json.text(root);
    }

    private static boolean isAnnotated(@Nullable Label label) {
        return label == Label.POSITIVE || label == Label.NEGATIVE;
    }

    // Through decimals, because releases of Java print some doubles with different digits.
    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
