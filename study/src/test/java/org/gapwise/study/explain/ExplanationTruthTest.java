package org.gapwise.study.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.metrics.Auroc;
import org.gapwise.data.simulate.ExactTable;
import org.gapwise.evaluate.explain.Attribution;
import org.gapwise.evaluate.explain.Faithfulness;
import org.gapwise.evaluate.explain.Inputs;
import org.gapwise.evaluate.explain.NextMeasurement;
import org.gapwise.evaluate.explain.Shapley;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Explanations of a predictor that is exact, of patients whose truth is known. Set GAPWISE_LONG for as many cases as the
 * figures in the guide rest on.
 */
class ExplanationTruthTest {

    private static final boolean LONG = System.getenv("GAPWISE_LONG") != null;
    private static final ExactTable EXACT = ExactTable.standard();
    private static final List<String> TARGETS =
            List.of("Edema", "Pneumonia", "Cardiomegaly", "Pneumothorax", "Pleural Effusion", "Fracture");
    private static final List<Case> PATIENTS = EXACT.patients(LONG ? 150 : 30, 1);
    private static final NextMeasurement NEXT = new NextMeasurement(
            EXACT, new MemoryCohort(EXACT.schema(), EXACT.patients(600, 2)), NextMeasurement.Options.usual(3));

    /** Half of what a patient has, at random. */
    private static Case half(Case whole, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Case half = Case.of(whole.id());
        for (String input : Inputs.present(EXACT.schema(), whole)) {
            half = random.nextBoolean() ? Inputs.with(half, input, whole) : half;
        }
        return half;
    }

    private static String target(int i) {
        return TARGETS.get(i % TARGETS.size());
    }

    @Test
    void sharesSumToTheDifference() {
        for (int i = 0; i < 6; i++) {
            Shapley shapley = new Shapley(EXACT, target(i), 8, i);
            for (Attribution shares :
                    List.of(shapley.inputs(half(PATIENTS.get(i), i)), shapley.modalities(PATIENTS.get(i)))) {
                double sum =
                        shares.shares().values().stream().mapToDouble(s -> s).sum();
                assertThat(shares.from() + sum).isCloseTo(shares.to(), within(1e-9));
            }
        }
    }

    @Test
    void attributionsBeatRandomOrdersUnderDeletion() {
        List<Double> gains = new ArrayList<>();
        for (int i = 0; i < PATIENTS.size(); i++) {
            Case one = PATIENTS.get(i);
            Attribution shares = new Shapley(EXACT, target(i), 8, i).inputs(one);
            Faithfulness faithful = Faithfulness.of(EXACT, one, shares, 8, i);
            gains.add(faithful.random() - faithful.deletion());
        }
        double mean = gains.stream().mapToDouble(g -> g).average().orElse(0);
        double variance =
                gains.stream().mapToDouble(g -> (g - mean) * (g - mean)).sum() / (gains.size() - 1);
        double t = mean / Math.sqrt(variance / gains.size());
        System.out.printf("deletion: %.3f log odds better than random, t = %.1f, n = %d%n", mean, t, gains.size());
        // 3.66 is the one-sided 0.1 % point of Student's t with 29 degrees of freedom or more, and 3.40 with 29.
        assertThat(t).isGreaterThan(3.66);
    }

    @Test
    void theFirstChoiceIsMostlyTheTrulyMostInformative() {
        int right = 0;
        double worth = 0;
        for (int i = 0; i < PATIENTS.size(); i++) {
            Case one = half(PATIENTS.get(i), 100 + i);
            String target = target(i);
            Map<String, Double> truth = new HashMap<>();
            for (String input : Inputs.absent(EXACT.schema(), one)) {
                truth.put(input, information(one, input, target));
            }
            String best = truth.entrySet().stream()
                    .max(Comparator.comparingDouble(e -> e.getValue()))
                    .orElseThrow()
                    .getKey();
            String first = NEXT.ranked(one, target).get(0).input();
            right += first.equals(best) ? 1 : 0;
            worth += truth.getOrDefault(first, 0.0) / truth.getOrDefault(best, 1.0);
        }
        double share = right / (double) PATIENTS.size();
        System.out.printf(
                "first choice: the best in %.2f, worth %.3f of the best, n = %d%n",
                share, worth / PATIENTS.size(), PATIENTS.size());
        assertThat(share).isGreaterThanOrEqualTo(0.75);
    }

    /** In bits, from the distribution that the simulator draws from. */
    private static double information(Case one, String input, String target) {
        double[] found = EXACT.predict(EXACT.drawn(one, input, LONG ? 800 : 300, 7)).stream()
                .mapToDouble(p -> p.probability(target))
                .toArray();
        double mean = 0;
        double left = 0;
        for (double p : found) {
            mean += p / found.length;
            left += NextMeasurement.entropy(p) / found.length;
        }
        return NextMeasurement.entropy(mean) - left;
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "GAPWISE_LONG", matches = ".+")
    void followingItNeedsFewerInputs() {
        int all = Inputs.all(EXACT.schema()).size();
        for (String target : List.of("Edema", "Pneumonia")) {
            double[][] guided = new double[all + 1][PATIENTS.size()];
            double[][] random = new double[all + 1][PATIENTS.size()];
            IntStream.range(0, PATIENTS.size()).parallel().forEach(i -> follow(i, target, guided, random));
            boolean[] positive = new boolean[PATIENTS.size()];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = PATIENTS.get(i).labels().get(target) == Label.POSITIVE;
            }
            int ours = needed(guided, positive);
            int theirs = needed(random, positive);
            System.out.printf("%s: %d inputs instead of %d of %d%n", target, ours, theirs, all);
            assertThat(ours).isLessThanOrEqualTo((int) (0.7 * theirs));
        }
    }

    /** One patient, from nothing to everything, by what tells most and in a random order. */
    private static void follow(int patient, String target, double[][] guided, double[][] random) {
        Case whole = PATIENTS.get(patient);
        List<String> order = new ArrayList<>(Inputs.all(EXACT.schema()));
        order.sort(Comparator.comparingLong(name -> Seeds.mix(patient, name)));
        Case known = Case.of(whole.id());
        Case blind = Case.of(whole.id());
        for (int k = 0; k < guided.length; k++) {
            guided[k][patient] = EXACT.predict(known).probability(target);
            random[k][patient] = EXACT.predict(blind).probability(target);
            if (k < order.size()) {
                known = Inputs.with(known, NEXT.ranked(known, target).get(0).input(), whole);
                blind = Inputs.with(blind, order.get(k), whole);
            }
        }
    }

    /** Inputs until the AUROC is within a hundredth of that with everything, and stays there. */
    private static int needed(double[][] answers, boolean[] positive) {
        int last = answers.length - 1;
        double full = Auroc.of(answers[last], positive).orElseThrow();
        int needed = last;
        while (needed > 0 && Auroc.of(answers[needed - 1], positive).orElseThrow() >= full - 0.01) {
            needed--;
        }
        return needed;
    }
}
