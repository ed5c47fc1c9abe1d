package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Entrant.Family;
import org.gapwise.evaluate.study.Roster;

/**
 * Methods drawn together: ours with at most a handful of others of one kind, so that a picture stays calm.
 *
 * @param key of its files
 * @param others besides ours
 */
record Plates(String key, String title, List<Entrant> others) {

    private static final int MOST = 6;

    Plates {
        others = List.copyOf(others);
    }

    static List<Plates> of(Roster roster) {
        List<Plates> plates = new ArrayList<>();
        split(plates, "baselines", "Against the paper and its baselines", roster.family(Family.PAPER, Family.BASELINE));
        split(plates, "ablations", "Against itself with one part changed", roster.family(Family.ABLATION));
        split(plates, "rivals", "Against networks made for missing modalities", roster.family(Family.RIVAL));
        split(plates, "tables", "Against imputation and trees", roster.family(Family.IMPUTATION, Family.TREES));
        if (plates.isEmpty()) {
            plates.add(new Plates("ours", roster.ours().title(), List.of()));
        }
        return plates;
    }

    /** Into parts of nearly equal size. */
    private static void split(List<Plates> into, String key, String title, List<Entrant> all) {
        int parts = (all.size() + MOST - 1) / MOST;
        for (int i = 0; i < parts; i++) {
            List<Entrant> some = all.subList(i * all.size() / parts, (i + 1) * all.size() / parts);
            String which = parts == 1 ? "" : " (" + (i + 1) + " of " + parts + ")";
            into.add(new Plates(parts == 1 ? key : key + "-" + (i + 1), title + which, some));
        }
    }
}
