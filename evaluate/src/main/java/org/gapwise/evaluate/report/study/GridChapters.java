package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gapwise.core.metrics.CriticalDifference;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Level;
import org.gapwise.evaluate.study.Patterns;
import org.gapwise.evaluate.study.Ranks;
import org.gapwise.evaluate.study.Slice;
import org.gapwise.evaluate.study.StressWeights;
import org.gapwise.evaluate.study.StudyResult;

/** Chapters about the whole grid: ranks, heat maps, patterns, stress weights. */
record GridChapters(StudyResult result) {

    Chapter ranking() {
        Ranks ranks = result.ranks();
        double level = result.options().level();
        List<List<Item>> rows = ranks.standings().stream()
                .map(s -> List.of(
                        Item.of(s.entrant().title()), Item.of(s.meanRank().estimate(level))))
                .toList();
        List<Part> parts = new ArrayList<>();
        if (rows.size() > 1) {
            RankPicture picture = new RankPicture(ranks, result.roster().ours());
            parts.add(new Part.Pictures(
                    "", "", List.of(new Part.Picture("ranks", caption(ranks, level), picture::write))));
            parts.add(Sheet.of("ranks", "Mean ranks", List.of("Method", "Mean rank"), rows));
        }
        if (!ranks.left().isEmpty()) {
            parts.add(new Part.Prose(List.of("Not ranked, because a level was not run: "
                    + String.join(
                            ", ", ranks.left().stream().map(Entrant::title).toList()) + ".")));
        }
        return new Chapter(
                "ranks",
                "Ranking",
                "Mean rank by macro AUROC over all levels of both slices; 1 is best, ties share the mean. Methods under one bar"
                        + " are closer than the critical difference.",
                parts);
    }

    private String caption(Ranks ranks, double level) {
        StringBuilder text = new StringBuilder();
        ranks.lead().ifPresent(lead -> text.append("Second\u2019s mean rank minus first\u2019s: ")
                .append(Figures.sentence(lead.estimate(level)))
                .append(". "));
        ranks.critical().map(CriticalDifference::p).ifPresent(p -> text.append("Friedman\u2019s test over ")
                .append(ranks.levels())
                .append(" levels: p ")
                .append(p < 0.001 ? "" : "= ")
                .append(Figures.p(p))
                .append('.'));
        return text.toString();
    }

    Chapter heats() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Entrant entrant : result.design().entrants()) {
            for (double value : values(entrant)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        List<Part.Picture> pictures = new ArrayList<>();
        for (Entrant entrant : result.design().entrants()) {
            HeatPicture picture = new HeatPicture(result, entrant, new HeatGrid.Shades(low, high));
            pictures.add(new Part.Picture("grid-" + entrant.id(), entrant.title(), picture::write));
        }
        return new Chapter(
                "grid",
                "The whole grid",
                "Macro AUROC in hundredths: training levels down, test levels across (percent missing); one scale for all"
                        + " methods. The table of all cells is in the file tables/grid.csv.",
                List.of(new Part.Pictures("", "multiples heats", pictures)));
    }

    private double[] values(Entrant entrant) {
        return result.design().trainLevels().stream()
                .flatMap(train ->
                        result.design().testLevels().stream().map(test -> new Slice.Place(entrant.id(), train, test)))
                .flatMap(place -> result.scores().of(place).stream())
                .flatMapToDouble(figure -> figure.point().stream())
                .toArray();
    }

    /** All cells of all methods, for the file only: too long for a page. */
    Sheet cells() {
        List<String> head = new ArrayList<>(List.of("Method", "Trained", "Tested", "Macro AUROC"));
        List<List<Item>> rows = new ArrayList<>();
        for (Entrant entrant : result.design().entrants()) {
            for (Level train : result.design().trainLevels()) {
                for (Level test : result.design().testLevels()) {
                    result.scores()
                            .of(new Slice.Place(entrant.id(), train, test))
                            .ifPresent(f -> rows.add(List.of(
                                    Item.of(entrant.id()),
                                    Item.of(train.word()),
                                    Item.of(test.word()),
                                    Item.of(f.estimate(result.options().level())))));
                }
            }
        }
        return new Sheet("grid", "Macro AUROC in every cell", head, Set.of(0, 1, 2), rows);
    }

    Chapter patterns() {
        List<List<Item>> rows = new ArrayList<>();
        for (Patterns.Row row : result.patterns().rows()) {
            rows.add(List.of(
                    Item.of(result.roster().title(row.entrant())),
                    Item.of(result.design().words(row.test())),
                    Item.of(row.present().isEmpty() ? "nothing" : String.join(" + ", row.present())),
                    Item.of(Figures.count(row.cases())),
                    Item.of(row.macroAuroc().estimate(result.options().level()))));
        }
        return new Chapter(
                "patterns",
                "By what was there",
                "Macro AUROC among cases with the same modalities present, at the test level nearest to one half; trained on"
                        + " complete data. Scores of different patterns are of different cases: compare methods within a"
                        + " pattern.",
                rows.isEmpty()
                        ? List.of()
                        : List.of(new Sheet(
                                "patterns",
                                "Macro AUROC by observed pattern",
                                List.of("Method", "Tested at", "Present", "Cases", "Macro AUROC"),
                                Set.of(0, 1, 2),
                                rows)));
    }

    Chapter stress() {
        List<List<Item>> rows = new ArrayList<>();
        for (StressWeights.Row row : result.stress()) {
            double level = result.options().level();
            rows.add(List.of(
                    Item.of(result.roster().title(row.entrant())),
                    Item.of(result.design().words(row.test())),
                    Item.of(Figures.count(row.kept())),
                    Item.of(Figures.count(Math.round(row.effective()))),
                    Item.of(row.plain().estimate(level)),
                    Item.of(row.weighted().estimate(level)),
                    Item.of(row.weighted().minus(row.plain()).estimate(level))));
        }
        return new Chapter(
                "stress-weights",
                "Weighted by inverse probability",
                "Not a score of the test part as it is: among the cases that kept their evidence, each counts as the inverse of"
                        + " its chance to keep it (at most " + (int) StressWeights.MOST
                        + "), in the manner of ICYM2I (arXiv 2505.16953). It estimates the score if everyone had kept it, and"
                        + " can do so only because the gaps were made here and the chance is known. Nobody knows it in a"
                        + " clinic; where losses depend on what is hidden (MNAR), data alone cannot tell it. A difference"
                        + " means that the kept are a selected group. The fewer effective cases, the less a figure says.",
                List.of(new Sheet(
                        "stress-weights",
                        "Macro AUROC among cases that kept their evidence, plain and weighted",
                        List.of("Method", "Tested at", "Kept", "Effective", "Plain", "Weighted", "Difference"),
                        Set.of(0, 1),
                        rows)));
    }
}
