package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Mean;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.missingness.Grain;
import org.gapwise.core.missingness.Mask;
import org.gapwise.core.missingness.Mechanism;
import org.gapwise.core.missingness.Missingness;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.schema.Modality;

/** Takes one modality away from a cohort, rate by rate, and measures everybody. */
final class StressArm {

    private final Cohort cohort;
    private final Modality modality;
    private final StressTest.Options options;
    private final Progress progress;
    private final List<List<Integer>> taken;

    StressArm(Cohort cohort, Modality modality, StressTest.Options options, Progress progress) {
        this.cohort = cohort;
        this.modality = modality;
        this.options = options;
        this.progress = progress;
        this.taken = new Missingness(new Grain.Whole(modality.name()), Mechanism.mcar(), options.seed())
                .draw(cohort, options.rates()).stream().map(this::rows).toList();
    }

    StressTest.Arm of(List<Contender> contenders, Map<String, Scored> untouched) {
        List<Scored> whole = contenders.stream().map(c -> scored(untouched, c)).toList();
        List<Scored> without = new ArrayList<>();
        for (int k = 0; k < contenders.size(); k++) {
            without.add(without(contenders.get(k), whole.get(k)));
        }
        List<List<StressTest.Point>> points = new ArrayList<>();
        contenders.forEach(c -> points.add(new ArrayList<>()));
        for (int r = 0; r < options.rates().size(); r++) {
            List<StressTest.Point> atRate = at(r, whole, without);
            for (int k = 0; k < atRate.size(); k++) {
                points.get(k).add(atRate.get(k));
            }
        }
        List<StressTest.Curve> curves = new ArrayList<>();
        for (int k = 0; k < contenders.size(); k++) {
            Contender contender = contenders.get(k);
            curves.add(new StressTest.Curve(
                    contender.name(), contender.role(), contender.sees().contains(modality.name()), points.get(k)));
        }
        return new StressTest.Arm(modality.name(), curves);
    }

    private static Scored scored(Map<String, Scored> untouched, Contender contender) {
        Scored scored = untouched.get(contender.name());
        if (scored == null) {
            throw new IllegalStateException("no answers of " + contender.name());
        }
        return scored;
    }

    private List<Integer> rows(Mask mask) {
        return IntStream.range(0, cohort.size())
                .filter(i -> !mask.taken(cohort.get(i).id()).isEmpty())
                .boxed()
                .toList();
    }

    /** The contender's answers with the modality gone from every case that ever loses it. */
    private Scored without(Contender contender, Scored whole) {
        if (!contender.sees().contains(modality.name())) {
            return whole;
        }
        int most = options.rates().indexOf(Collections.max(options.rates()));
        int[] rows = taken.get(most).stream()
                .mapToInt(Integer::intValue)
                .filter(row -> whole.presence(row).modalities().contains(modality.name()))
                .sorted()
                .toArray();
        Cohort less = cohort.each(one -> contender.seen(cohort.schema(), Removal.of(modality, one)));
        return whole.again(rows, less, new Scored.Batches(contender.predictor(), options.batch(), progress));
    }

    private List<StressTest.Point> at(int rate, List<Scored> whole, List<Scored> without) {
        List<Scored> mixed = new ArrayList<>();
        for (int k = 0; k < whole.size(); k++) {
            mixed.add(whole.get(k).replaced(taken.get(rate), without.get(k)));
        }
        Paired paired = new Paired(mixed, options.bootstrap());
        List<StressTest.Point> points = new ArrayList<>();
        for (int k = 0; k < mixed.size(); k++) {
            List<Estimate> labels = new ArrayList<>();
            for (int l = 0; l < mixed.get(k).targets().size(); l++) {
                labels.add(paired.label(k, l, Metric.AUROC));
            }
            points.add(new StressTest.Point(
                    options.rates().get(rate),
                    taken.get(rate).size(),
                    paired.mean(k, Mean.MACRO, Metric.AUROC),
                    paired.mean(k, Mean.ANNOTATION_WEIGHTED, Metric.AUROC),
                    paired.meanDifference(k, Mean.MACRO, Metric.AUROC),
                    labels));
        }
        return points;
    }
}
