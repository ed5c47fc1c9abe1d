package org.gapwise.model.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.schema.Modality;
import org.gapwise.model.ModelPredictor;

/** What was found when a model was held against what it promises. */
public record Verification(List<Check> checks) {

    private static final int CHUNK = 25;
    private static final double TOLERANCE = 1e-5;

    public Verification {
        checks = List.copyOf(checks);
    }

    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /** Looks at random cases with random gaps; {@code masks} is their number. */
    public static Verification of(ModelPredictor predictor, int masks, long seed, Progress progress) {
        RandomCases random = new RandomCases(predictor, seed);
        Probe probe = new Probe(predictor);
        progress.start("masks", masks);
        for (int from = 0; from < masks; from += CHUNK) {
            int to = Math.min(masks, from + CHUNK);
            List<Case> cases = new ArrayList<>();
            for (int i = from; i < to; i++) {
                cases.add(random.withGaps(i));
            }
            probe.look(cases, from);
            progress.step(to - from);
        }
        progress.done();
        List<Check> checks = new ArrayList<>(probe.checks(masks));
        checks.addAll(Gradients.checks(predictor, random));
        checks.add(nothing(predictor));
        checks.add(subsets(predictor, random));
        return new Verification(checks);
    }

    private static Check nothing(ModelPredictor predictor) {
        Prediction prediction = predictor.predict(Case.of("nothing"));
        boolean finite = prediction.probabilities().values().stream().allMatch(Verification::valid);
        boolean warned = !prediction.warnings().isEmpty();
        return new Check(
                "a case about which nothing is known gets a finite answer and a warning",
                finite && warned,
                (finite ? "finite" : "not finite") + ", " + (warned ? "warned" : "not warned"));
    }

    private static Check subsets(ModelPredictor predictor, RandomCases random) {
        List<Modality> modalities = predictor.schema().modalities();
        int count = 1 << modalities.size();
        int answered = 0;
        for (int subset = 0; subset < count; subset++) {
            Case one = random.whole(subset);
            for (int m = 0; m < modalities.size(); m++) {
                one = (subset >> m & 1) == 1 ? one : Removal.of(modalities.get(m), one);
            }
            answered += predictor.predict(one).probabilities().values().stream().allMatch(Verification::valid) ? 1 : 0;
        }
        return new Check(
                "every subset of modalities gets an answer", answered == count, answered + " of " + count + " subsets");
    }

    private static boolean valid(double probability) {
        return probability >= 0 && probability <= 1;
    }

    static boolean close(double relative) {
        return relative <= TOLERANCE;
    }

    static String relative(double worst) {
        return String.format(Locale.ROOT, "largest difference %.1e of the largest logit", worst);
    }
}
