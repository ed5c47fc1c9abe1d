package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.study.Correctness;
import org.gapwise.evaluate.study.Duel;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Level;
import org.gapwise.evaluate.study.StudyResult;

/** Method against method. */
record DuelTables(StudyResult result) {

    private static final double ALPHA = 0.05;

    Chapter chapter() {
        Entrant ours = result.roster().ours();
        List<List<Item>> cells = new ArrayList<>();
        for (Entrant entrant : result.roster().competitors()) {
            Correctness.Tally tally = result.correctness().against(entrant.id());
            if (tally.cells() > 0) {
                cells.add(List.of(
                        Item.of(entrant.title()),
                        Item.of(Figures.percent(tally.won(), tally.cells())),
                        Item.of(Figures.percent(tally.lost(), tally.cells())),
                        Item.of(Figures.count(tally.cells()))));
            }
        }
        return new Chapter(
                "duels",
                "Method against method",
                "On complete data and at the last level of each slice. Differences are paired; p from the spread of the"
                        + " resamples, corrected (Holm) over all methods at that level. Labels: DeLong\u2019s test, corrected"
                        + " over methods and labels at that level. Decisions: Wilcoxon\u2019s signed-rank test on right and"
                        + " wrong annotations at 0.5, one-sided at 0.05, as MARIA compares.",
                List.of(
                        table("duels-ours", ours.title() + " minus each method, macro AUROC", result.withOurs()),
                        table(
                                "duels-best",
                                "The best method of each level minus each method, macro AUROC",
                                result.withBest()),
                        Sheet.of(
                                "wilcoxon",
                                "Cells of the whole grid (training by test levels) in which " + ours.title()
                                        + " is right more often, or less often, for sure",
                                List.of("Method", "Won", "Lost", "Cells"),
                                cells)));
    }

    private Sheet table(String name, String caption, List<Duel> duels) {
        List<List<Item>> rows = new ArrayList<>();
        for (Duel duel : duels) {
            long better = labels(duel, 1);
            long worse = labels(duel, -1);
            rows.add(List.of(
                    Item.of(result.roster().title(duel.place().entrant())),
                    Item.of(words(duel.place().train(), duel.place().test())),
                    Item.of(duel.reference().title()),
                    Item.of(duel.difference().estimate(result.options().level())),
                    Item.p(duel.p()),
                    Item.p(duel.holm()),
                    Item.of(better + " / " + worse + " of " + duel.labels().size())));
        }
        return new Sheet(
                name,
                caption,
                List.of("Method", "Level", "Against", "Difference", "p", "Corrected", "Labels better / worse"),
                Set.of(0, 1, 2),
                rows);
    }

    private static long labels(Duel duel, int sign) {
        return duel.labels().stream()
                .filter(l -> l.holm().orElse(1) < ALPHA && Math.signum(l.difference()) == sign)
                .count();
    }

    private String words(Level train, Level test) {
        if (train.rate() == 0 && test.rate() == 0) {
            return result.design().words(train);
        }
        return (train.rate() == 0 ? "tested: " : "trained: ") + result.design().words(train.rate() == 0 ? test : train);
    }
}
