package org.gapwise.evaluate.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gapwise.core.metrics.Ranking;
import org.gapwise.core.metrics.Wilcoxon;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * Right and wrong decisions of every method against ours, all annotations of a cell pooled over folds: MARIA's
 * comparison. In a cell ours wins where the one-sided signed-rank test says at 0.05 that it is right more often.
 */
public final class Correctness {

    private static final double ALPHA = 0.05;

    private final Map<Place, Count> counts = new LinkedHashMap<>();

    /** Annotations that ours alone gets right, that the other alone gets right, and all the rest. */
    record Count(int ours, int other, int neither) {

        private Count plus(Count more) {
            return new Count(ours + more.ours, other + more.other, neither + more.neither);
        }
    }

    /**
     * Cells of the whole grid, training by test levels.
     *
     * @param won by ours
     * @param lost by ours
     */
    public record Tally(int won, int lost, int cells) {}

    /** Of one cell of one fold. */
    static Count count(Scored ours, Scored other) {
        int[] count = new int[3];
        for (int l = 0; l < ours.targets().size(); l++) {
            int[] rows = ours.judged(l);
            boolean[] positive = ours.positive(l, rows);
            for (int i = 0; i < rows.length; i++) {
                boolean a = ours.probability(l, rows[i]) >= Ranking.THRESHOLD == positive[i];
                boolean b = other.probability(l, rows[i]) >= Ranking.THRESHOLD == positive[i];
                count[a == b ? 2 : a ? 0 : 1]++;
            }
        }
        return new Count(count[0], count[1], count[2]);
    }

    void add(Place place, Count count) {
        counts.merge(place, count, Count::plus);
    }

    /** Against one method. */
    public Tally against(String entrant) {
        int won = 0;
        int lost = 0;
        int cells = 0;
        for (Map.Entry<Place, Count> entry : counts.entrySet()) {
            if (entry.getKey().entrant().equals(entrant)) {
                Count count = entry.getValue();
                Wilcoxon test = Wilcoxon.ofCounts(count.ours, count.other, count.neither);
                won += test.pFirstGreater().orElse(1) < ALPHA ? 1 : 0;
                lost += test.pSecondGreater().orElse(1) < ALPHA ? 1 : 0;
                cells++;
            }
        }
        return new Tally(won, lost, cells);
    }
}
