package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gapwise.core.Problem;
import org.gapwise.core.Seeds;
import org.gapwise.core.metrics.DeLong;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Interval;
import org.gapwise.core.schema.Categorical;

/**
 * Features, or their absence, that rank the cases of a target nearly perfectly, which few true measurements do. Levels
 * of a categorical feature are ranked by their rate of positives among other patients. The interval is DeLong's on the
 * logit scale, its variance widened by the number of cases a patient.
 */
final class TellingFeatures {

    /** Lower end of the interval from which a feature is suspicious. */
    static final double SUSPICIOUS = 0.9;
    /** A feature that ranks this well, with {@link #SURE} as lower end, is the answer in another form. */
    static final double THE_ANSWER = 0.99;

    static final double SURE = 0.95;

    private static final int ENOUGH = 10;
    private static final int MOST = 20_000;
    private static final int FOLDS = 5;
    private static final double Z = 1.96;
    private static final double NEVER_SEEN = 3;

    private final Evidence evidence;
    private final Evidence.Answers answers;
    private final int[] rows;

    private TellingFeatures(Evidence evidence, Evidence.Answers answers) {
        this.evidence = evidence;
        this.answers = answers;
        BitSet sure = (BitSet) answers.positive().clone();
        sure.or(answers.negative());
        int step = Math.max(1, (sure.cardinality() + MOST - 1) / MOST);
        int[] all = sure.stream().toArray();
        rows = new int[(all.length + step - 1) / step];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = all[i * step];
        }
    }

    /** All features and targets that can be judged, the best first. */
    static List<Telling> measure(Evidence evidence) {
        List<Telling> all = new ArrayList<>();
        for (Evidence.Answers answers : evidence.answers()) {
            TellingFeatures one = new TellingFeatures(evidence, answers);
            for (Evidence.Column column : evidence.columns()) {
                if (!column.feature().column().equals(answers.target().column())) {
                    one.add(column, all);
                }
            }
        }
        all.sort(Comparator.comparingDouble((Telling t) -> -t.low()));
        return all;
    }

    static List<Finding> of(List<Telling> measured, Evidence evidence) {
        return measured.stream()
                .filter(one -> one.low() >= SUSPICIOUS)
                .map(one -> finding(one, evidence))
                .toList();
    }

    private static Finding finding(Telling one, Evidence evidence) {
        double value = one.auroc().value().orElse(0);
        Severity severity = value >= THE_ANSWER && one.low() >= SURE ? Severity.ERROR : Severity.WARNING;
        String what = String.format(
                Locale.ROOT,
                "%s of feature \"%s\" alone tells target \"%s\": AUROC %s, %d cases.",
                one.gap() ? "the absence" : "the value",
                one.feature(),
                one.target(),
                one.auroc(),
                one.auroc().n());
        String fix = "Was it written down after the answer was known, or because of it? Then remove the feature. Known"
                + " before, it may stay.";
        return new Finding(
                severity,
                one.gap() ? Kind.TELLING_GAP : Kind.TELLING_FEATURE,
                new Problem(what, evidence.where(one.column()), fix),
                Optional.of(one.auroc()));
    }

    private void add(Evidence.Column column, List<Telling> all) {
        int[] measured = Arrays.stream(rows).filter(column.measured()::get).toArray();
        double[] scores = column.feature() instanceof Categorical
                ? rates(column, measured)
                : Arrays.stream(measured).mapToDouble(i -> column.values()[i]).toArray();
        boolean turn = !(column.feature() instanceof Categorical);
        estimate(measured, scores, turn).ifPresent(auroc -> all.add(telling(column, false, auroc)));
        if (measured.length < rows.length) {
            double[] there = Arrays.stream(rows)
                    .mapToDouble(i -> column.measured().get(i) ? 1 : 0)
                    .toArray();
            estimate(rows, there, true).ifPresent(auroc -> all.add(telling(column, true, auroc)));
        }
    }

    private Telling telling(Evidence.Column column, boolean gap, Estimate auroc) {
        return new Telling(
                column.feature().name(),
                column.feature().column(),
                answers.target().name(),
                gap,
                auroc);
    }

    /** For each case the rate of positives with its level among patients of other folds. */
    private double[] rates(Evidence.Column column, int[] measured) {
        int[] folds = new int[measured.length];
        Map<Double, int[][]> counts = new HashMap<>();
        int[][] all = new int[FOLDS][2];
        for (int i = 0; i < measured.length; i++) {
            long group = evidence.groups().get(measured[i]).hashCode();
            folds[i] = (int) Math.floorMod(Seeds.mix(1, "audit", group), (long) FOLDS);
            int answer = answers.positive().get(measured[i]) ? 1 : 0;
            counts.computeIfAbsent(column.values()[measured[i]], level -> new int[FOLDS][2])[folds[i]][answer]++;
            all[folds[i]][answer]++;
        }
        double[] rates = new double[measured.length];
        for (int i = 0; i < rates.length; i++) {
            int[][] level = counts.getOrDefault(column.values()[measured[i]], all);
            double prior = rate(all, folds[i], 0.5);
            rates[i] = rate(level, folds[i], prior);
        }
        return rates;
    }

    /** Positives over all outside of a fold, with one case more that is as the prior says. */
    private static double rate(int[][] counts, int fold, double prior) {
        double positive = prior;
        double all = 1;
        for (int f = 0; f < FOLDS; f++) {
            if (f != fold) {
                positive += counts[f][1];
                all += counts[f][0] + counts[f][1];
            }
        }
        return positive / all;
    }

    private Optional<Estimate> estimate(int[] cases, double[] scores, boolean turn) {
        boolean[] positive = new boolean[cases.length];
        Set<String> yes = new HashSet<>();
        Set<String> no = new HashSet<>();
        for (int i = 0; i < cases.length; i++) {
            positive[i] = answers.positive().get(cases[i]);
            (positive[i] ? yes : no).add(evidence.groups().get(cases[i]));
        }
        int fewest = Math.min(yes.size(), no.size());
        if (fewest < ENOUGH) {
            return Optional.empty();
        }
        Set<String> groups = new HashSet<>(yes);
        groups.addAll(no);
        return DeLong.of(scores, scores, positive).map(one -> {
            double auroc = turn ? Math.max(one.aucA(), 1 - one.aucA()) : one.aucA();
            double error = Math.sqrt(one.varianceA() * cases.length / groups.size());
            return Estimate.of(OptionalDouble.of(auroc), Optional.of(interval(auroc, error, fewest)), cases.length);
        });
    }

    private static Interval interval(double auroc, double error, int fewest) {
        // What was never seen among n may still be true of 3 in n (Hanley and Lippman-Hand 1983).
        double bound = Math.max(0, 1 - NEVER_SEEN / fewest);
        if (auroc >= 1 || auroc <= 0) {
            return auroc >= 1 ? new Interval(bound, 1) : new Interval(0, 1 - bound);
        }
        double logit = Math.log(auroc / (1 - auroc));
        double wide = Z * error / (auroc * (1 - auroc));
        return new Interval(
                Math.min(auroc, 1 / (1 + Math.exp(wide - logit))), Math.max(auroc, 1 / (1 + Math.exp(-wide - logit))));
    }
}
