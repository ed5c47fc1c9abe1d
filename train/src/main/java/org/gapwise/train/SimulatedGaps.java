package org.gapwise.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.encoding.Cells;
import org.gapwise.core.encoding.EncodedCase;

/**
 * Takes evidence away from training cases, so that the network learns to do without (method 1.7): first single
 * features, then whole modalities, never everything.
 */
final class SimulatedGaps {

    private static final int KEPT = 2;

    private final StagePlan.GapPlan plan;
    private final SplittableRandom random;

    SimulatedGaps(StagePlan.GapPlan plan, SplittableRandom random) {
        this.plan = plan;
        this.random = random;
    }

    EncodedCase apply(EncodedCase whole) {
        List<Cells> tables = whole.tables().stream().map(this::masked).toList();
        return withoutSome(new EncodedCase(whole.source(), tables, whole.images(), whole.labels()));
    }

    /** Of k measured features a uniform number in 1..k-2 goes, at most the plan's share of k. */
    private Cells masked(Cells cells) {
        List<Integer> there = new ArrayList<>();
        for (int f = 0; f < cells.present().length; f++) {
            if (cells.present()[f]) {
                there.add(f);
            }
        }
        boolean drawn = random.nextDouble() < plan.features();
        int most = Math.min(there.size() - KEPT, (int) Math.floor(plan.share() * there.size()));
        if (!drawn || most < 1) {
            return cells;
        }
        boolean[] present = cells.present().clone();
        float[] values = cells.values().clone();
        for (int left = random.nextInt(1, most + 1); left > 0; left--) {
            int feature = there.remove(random.nextInt(there.size()));
            present[feature] = false;
            values[feature] = 0;
        }
        return new Cells(values, present);
    }

    /** Of n present modalities a uniform number in 1..n-1 goes. */
    private EncodedCase withoutSome(EncodedCase one) {
        List<Runnable> removals = new ArrayList<>();
        List<Cells> tables = new ArrayList<>(one.tables());
        Map<String, ImageSource> images = new LinkedHashMap<>(one.images());
        for (int t = 0; t < tables.size(); t++) {
            int at = t;
            if (tables.get(t).any()) {
                removals.add(() -> tables.set(at, nothing(tables.get(at))));
            }
        }
        one.images().keySet().forEach(name -> removals.add(() -> images.remove(name)));
        if (!(random.nextDouble() < plan.modalities()) || removals.size() < 2) {
            return one;
        }
        for (int left = random.nextInt(1, removals.size()); left > 0; left--) {
            removals.remove(random.nextInt(removals.size())).run();
        }
        return new EncodedCase(one.source(), tables, images, one.labels());
    }

    static Cells nothing(Cells cells) {
        return new Cells(new float[cells.values().length], new boolean[cells.present().length]);
    }
}
