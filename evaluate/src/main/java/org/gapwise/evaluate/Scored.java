package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.metrics.Ranking;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;

/**
 * What a predictor said about every case of a cohort, beside what annotators said. Only cases labeled positive or
 * negative are judged; uncertain and missing labels are counted, not judged.
 */
public final class Scored {

    private static final byte UNANNOTATED = -1;

    private final Answers answers;
    private final double[][] probabilities; // [L][N]

    private Scored(Answers answers, double[][] probabilities) {
        this.answers = answers;
        this.probabilities = probabilities;
    }

    /** What does not depend on the predictor. */
    private record Answers(
            List<String> targets,
            List<String> ids,
            byte[][] labels,
            int[] group,
            int groups,
            List<Presence> presence) {}

    /**
     * Predicts the whole cohort. Targets that the predictor does not know are left out.
     *
     * @param batch cases a call
     */
    public static Scored of(Predictor predictor, Cohort cohort, int batch, Progress progress) {
        List<String> known = predictor.schema().targetNames();
        List<String> targets =
                cohort.schema().targetNames().stream().filter(known::contains).toList();
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "the predictor knows none of the targets " + cohort.schema().targetNames() + ", only " + known);
        }
        Answers answers = answers(cohort, targets);
        double[][] probabilities = new double[targets.size()][cohort.size()];
        int[] all = IntStream.range(0, cohort.size()).toArray();
        fill(probabilities, targets, all, cohort, new Batches(predictor, batch, progress));
        return new Scored(answers, probabilities);
    }

    /**
     * What was said about every case of a cohort.
     *
     * @param targets judged, of those of the cohort
     * @param probabilities [L][N]
     */
    public static Scored of(Cohort cohort, List<String> targets, double[][] probabilities) {
        return new Scored(answers(cohort, targets), probabilities);
    }

    /** How a predictor is asked. */
    record Batches(Predictor predictor, int size, Progress progress) {}

    /** Fills in the probabilities of these rows of the cohort. */
    private static void fill(double[][] into, List<String> targets, int[] rows, Cohort cohort, Batches batches) {
        for (int start = 0; start < rows.length; start += batches.size()) {
            int end = Math.min(rows.length, start + batches.size());
            List<Case> cases = new ArrayList<>(end - start);
            for (int i = start; i < end; i++) {
                cases.add(cohort.get(rows[i]));
            }
            List<Prediction> predictions = batches.predictor().predict(cases);
            if (predictions.size() != cases.size()) {
                throw new IllegalStateException(predictions.size() + " predictions for " + cases.size() + " cases");
            }
            for (int i = start; i < end; i++) {
                Prediction prediction = predictions.get(i - start);
                for (int l = 0; l < targets.size(); l++) {
                    into[l][rows[i]] = prediction.probability(targets.get(l));
                }
            }
            batches.progress().step(end - start);
        }
    }

    private static Answers answers(Cohort cohort, List<String> targets) {
        int n = cohort.size();
        byte[][] labels = new byte[targets.size()][n];
        int[] group = new int[n];
        Map<String, Integer> groups = new HashMap<>();
        List<String> ids = new ArrayList<>(n);
        List<Presence> presence = new ArrayList<>(n);
        Map<Presence, Presence> kinds = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Case one = cohort.get(i);
            ids.add(one.id());
            Integer number = groups.putIfAbsent(one.group(), groups.size());
            group[i] = number == null ? groups.size() - 1 : number;
            presence.add(kinds.computeIfAbsent(Presence.of(cohort.schema(), one), kind -> kind));
            for (int l = 0; l < targets.size(); l++) {
                Label label = one.labels().get(targets.get(l));
                labels[l][i] = label == null ? UNANNOTATED : (byte) label.ordinal();
            }
        }
        return new Answers(targets, List.copyOf(ids), labels, group, groups.size(), List.copyOf(presence));
    }

    /**
     * Other answers about the same cases.
     *
     * @param other [L][N]
     */
    public Scored with(double[][] other) {
        return new Scored(answers, Arrays.stream(other).map(double[]::clone).toArray(double[][]::new));
    }

    /** The same answers, asked anew in these rows of a cohort that knows less; the others stay. */
    Scored again(int[] rows, Cohort less, Batches batches) {
        double[][] changed = new double[probabilities.length][];
        Arrays.setAll(changed, l -> probabilities[l].clone());
        fill(changed, targets(), rows, less, batches);
        return new Scored(answers, changed);
    }

    /** These answers, but in some rows those of another. */
    Scored replaced(List<Integer> rows, Scored other) {
        double[][] mixed = new double[probabilities.length][];
        for (int l = 0; l < mixed.length; l++) {
            mixed[l] = probabilities[l].clone();
            for (int row : rows) {
                mixed[l][row] = other.probabilities[l][row];
            }
        }
        return new Scored(answers, mixed);
    }

    /** The answers about some of the cases; their groups are numbered anew. */
    public Scored select(List<Integer> rows) {
        int[] chosen = rows.stream().mapToInt(Integer::intValue).toArray();
        int labels = targets().size();
        double[][] p = new double[labels][];
        byte[][] y = new byte[labels][chosen.length];
        for (int l = 0; l < labels; l++) {
            p[l] = new double[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                p[l][i] = probabilities[l][chosen[i]];
                y[l][i] = answers.labels[l][chosen[i]];
            }
        }
        int[] group = new int[chosen.length];
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < chosen.length; i++) {
            Integer number = numbers.putIfAbsent(answers.group[chosen[i]], numbers.size());
            group[i] = number == null ? numbers.size() - 1 : number;
        }
        List<String> ids = rows.stream().map(answers.ids::get).toList();
        List<Presence> presence = rows.stream().map(answers.presence::get).toList();
        return new Scored(new Answers(targets(), ids, y, group, numbers.size(), presence), p);
    }

    public List<String> targets() {
        return answers.targets;
    }

    public int size() {
        return answers.ids.size();
    }

    /** How many groups (patients) there are. */
    public int groups() {
        return answers.groups;
    }

    /** The case key; for files of predictions only, never for a report. */
    String id(int row) {
        return answers.ids.get(row);
    }

    public double probability(int target, int row) {
        return probabilities[target][row];
    }

    /** What an annotator said; empty when nobody did. */
    public Optional<Label> label(int target, int row) {
        byte label = answers.labels[target][row];
        return label == UNANNOTATED ? Optional.empty() : Optional.of(Label.values()[label]);
    }

    public Presence presence(int row) {
        return answers.presence.get(row);
    }

    /** [N] the group of each case, from 0. */
    public int[] group() {
        return answers.group;
    }

    /** Rows that are judged for a target: labeled positive or negative. */
    public int[] judged(int target) {
        byte[] labels = answers.labels[target];
        return IntStream.range(0, labels.length).filter(i -> judged(labels[i])).toArray();
    }

    /** Outcomes of some judged rows. */
    public boolean[] positive(int target, int[] rows) {
        boolean[] positive = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            positive[i] = answers.labels[target][rows[i]] == Label.POSITIVE.ordinal();
        }
        return positive;
    }

    public double[] probabilities(int target, int[] rows) {
        return Arrays.stream(rows).mapToDouble(r -> probabilities[target][r]).toArray();
    }

    int count(int target, Label label) {
        int count = 0;
        for (byte l : answers.labels[target]) {
            count += l == label.ordinal() ? 1 : 0;
        }
        return count;
    }

    /** Groups with at least one case so labeled. */
    int groups(int target, Label label) {
        return (int) IntStream.range(0, size())
                .filter(i -> answers.labels[target][i] == label.ordinal())
                .map(i -> answers.group[i])
                .distinct()
                .count();
    }

    /** The judged cases of a target, ready to be measured with weights by row. */
    public Ranking ranking(int target) {
        int[] rows = judged(target);
        return Ranking.of(probabilities(target, rows), positive(target, rows), rows, Ranking.THRESHOLD);
    }

    /** Two predictors can be compared on the same cases, labels and targets only. */
    public void sameCasesAs(Scored other) {
        if (!targets().equals(other.targets())
                || !answers.ids.equals(other.answers.ids)
                || !Arrays.deepEquals(answers.labels, other.answers.labels)) {
            throw new IllegalArgumentException("two predictors can be compared on the same cases and targets only");
        }
    }

    private static boolean judged(byte label) {
        return label == Label.POSITIVE.ordinal() || label == Label.NEGATIVE.ordinal();
    }
}
