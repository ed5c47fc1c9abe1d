package org.gapwise.data.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gapwise.data.table.Cell;

/** Columns that give a target away: probably another name of it, or written down after it was known. */
final class Leak {

    private static final double TOO_GOOD = 0.98;
    private static final int ENOUGH = 10;
    private static final int PURE_ROWS = 30;
    private static final double BY_CHANCE = 1e-6;

    private Leak() {}

    /** How well one column alone ranks the positives, as an AUROC turned to be at least 1/2; empty when unknown. */
    static Optional<String> suspicion(Profile column, List<TargetDraft.Marks> targets) {
        for (TargetDraft.Marks target : targets) {
            double auroc = auroc(column, target);
            if (auroc > TOO_GOOD) {
                return Optional.of(String.format(
                        Locale.ROOT, "tells target \"%s\" almost alone (AUROC %.3f)", target.name(), auroc));
            }
        }
        return Optional.empty();
    }

    /** A level that always comes with the same answer, though the other rows have both; empty when there is none. */
    static Optional<String> pureLevel(Profile column, List<TargetDraft.Marks> targets) {
        int most = 0;
        Optional<String> found = Optional.empty();
        for (TargetDraft.Marks target : targets) {
            Map<String, int[]> counts = counts(column, target);
            int[] all = total(counts);
            double rate = (double) all[1] / Math.max(1, all[0] + all[1]);
            for (Map.Entry<String, int[]> level : counts.entrySet()) {
                int[] here = level.getValue();
                int rows = here[0] + here[1];
                boolean pure = here[0] == 0 || here[1] == 0;
                double chance = Math.pow(here[0] == 0 ? rate : 1 - rate, rows);
                if (pure && rows >= Math.max(PURE_ROWS, most + 1) && chance < BY_CHANCE) {
                    most = rows;
                    found = Optional.of("all " + rows + " rows with \"" + level.getKey()
                            + "\" have the same answer to target \"" + target.name()
                            + "\": was it written down after the answer was known?");
                }
            }
        }
        return found;
    }

    private static double auroc(Profile column, TargetDraft.Marks target) {
        Map<String, int[]> counts = counts(column, target);
        int[] all = total(counts);
        if (all[0] < ENOUGH
                || all[1] < ENOUGH
                || counts.size() > (all[0] + all[1]) / 2 && column.words().size() > 2) {
            return 0.5;
        }
        boolean numeric = column.words().isEmpty() && column.distinct() > 2;
        List<Map.Entry<String, int[]>> ranked = new ArrayList<>(counts.entrySet());
        Comparator<Map.Entry<String, int[]>> order = numeric
                ? Comparator.comparingDouble(one -> Cell.number(one.getKey()).orElse(0))
                : Comparator.comparingDouble(
                        one -> (double) one.getValue()[1] / (one.getValue()[0] + one.getValue()[1]));
        ranked.sort(order);
        double below = 0;
        double wins = 0;
        for (Map.Entry<String, int[]> one : ranked) {
            wins += one.getValue()[1] * (below + 0.5 * one.getValue()[0]);
            below += one.getValue()[0];
        }
        double auroc = wins / ((double) all[0] * all[1]);
        return Math.max(auroc, 1 - auroc);
    }

    /** Negatives and positives of each text. */
    private static Map<String, int[]> counts(Profile column, TargetDraft.Marks target) {
        Map<String, int[]> counts = new HashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            String text = column.cells().get(row);
            boolean positive = target.positive().get(row);
            if (!text.isEmpty() && (positive || target.negative().get(row))) {
                counts.computeIfAbsent(text, t -> new int[2])[positive ? 1 : 0]++;
            }
        }
        return counts;
    }

    private static int[] total(Map<String, int[]> counts) {
        int[] total = new int[2];
        counts.values().forEach(one -> {
            total[0] += one[0];
            total[1] += one[1];
        });
        return total;
    }
}
