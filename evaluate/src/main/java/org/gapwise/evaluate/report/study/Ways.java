package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.study.Arm;
import org.gapwise.evaluate.study.Degradation;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Sampled;
import org.gapwise.evaluate.study.Slice;
import org.gapwise.evaluate.study.StudyResult;

/** Where evidence goes missing in many ways: one line each, before the curves. */
record Ways(StudyResult result) {

    /** With so many arms or fewer the curves themselves are an overview. */
    private static final int FEW = 4;

    private static final double LEFT = 268;
    private static final double TOP = 132;
    private static final double OVERHANG = 64;
    private static final int LETTERS = 24;

    boolean many() {
        return result.design().arms().size() > FEW;
    }

    Chapter chapter() {
        List<Part.Picture> pictures = new ArrayList<>();
        for (Slice slice : Slice.values()) {
            pictures.add(new Part.Picture(
                    "ways-" + slice.key(), "Area under the curve, " + slice.title(), picture(slice)::write));
        }
        return new Chapter(
                "ways",
                "Every way of missing at a glance",
                "Area under the curve of macro AUROC over the rates, in hundredths; 50 is guessing. A line is a way of"
                        + " missing: what goes (cells of a table, whole columns of it, a modality of a case, any modality),"
                        + " and why (at random, by what is seen, by what is hidden). Lines are of different gaps: compare"
                        + " methods within a line. Below, ours against the best of the others in each line; that one was"
                        + " picked by these same figures. The table of all cells is in the file tables/grid.csv.",
                List.of(new Part.Pictures("", "pair", pictures), table()));
    }

    private HeatGrid picture(Slice slice) {
        List<Arm> arms = result.design().arms();
        List<Entrant> entrants = result.design().entrants();
        double[] all = arms.stream()
                .flatMap(arm -> entrants.stream().map(entrant -> area(entrant, arm, slice)))
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        return new HeatGrid(
                "Area under the curve by way of missing and method; figures in the tables of degradation",
                new HeatGrid.Names(arms.stream().map(Arm::title).toList(), LEFT, 0),
                new HeatGrid.Names(
                        entrants.stream()
                                .map(e -> Figures.shortened(e.title(), LETTERS))
                                .toList(),
                        TOP,
                        OVERHANG),
                (i, j) -> area(entrants.get(j), arms.get(i), slice),
                all.length == 0 ? new HeatGrid.Shades(0, 1) : new HeatGrid.Shades(all[0], all[all.length - 1]));
    }

    private OptionalDouble area(Entrant entrant, Arm arm, Slice slice) {
        return result.degradation(entrant.id(), arm, slice)
                .map(d -> d.area().point())
                .orElse(OptionalDouble.empty());
    }

    /** Gaps at prediction: ours, the best other, and what lies between. */
    private Sheet table() {
        Entrant ours = result.roster().ours();
        double level = result.options().level();
        List<List<Item>> rows = new ArrayList<>();
        for (Arm arm : result.design().arms()) {
            Optional<Sampled> own =
                    result.degradation(ours.id(), arm, Slice.INFERENCE).map(Degradation::area);
            Optional<Degradation> other = result.roster().competitors().stream()
                    .filter(e -> !e.equals(ours))
                    .flatMap(e -> result.degradation(e.id(), arm, Slice.INFERENCE).stream())
                    .filter(d -> d.area().point().isPresent())
                    .max(Comparator.comparingDouble(d -> d.area().point().orElse(0)));
            Optional<Sampled> theirs = other.map(Degradation::area);
            rows.add(List.of(
                    Item.of(arm.title()),
                    Item.of(own, level),
                    Item.of(other.map(d -> d.entrant().title()).orElse(Figures.UNDEFINED)),
                    Item.of(theirs, level),
                    Item.of(own.flatMap(o -> theirs.map(o::minus)), level)));
        }
        return new Sheet(
                "ways",
                "Area under the curve, missing at prediction: " + ours.title() + " and the best other method",
                List.of("What goes missing, and why", ours.title(), "Best other", "Its area", "Difference"),
                Set.of(0, 2),
                rows);
    }

    /** Ours where it fares worst: the arm and the figure. */
    Optional<Degradation> worst() {
        String ours = result.roster().ours().id();
        return result.design().arms().stream()
                .flatMap(arm -> result.degradation(ours, arm, Slice.INFERENCE).stream())
                .filter(d -> d.area().point().isPresent())
                .min(Comparator.comparingDouble(d -> d.area().point().orElse(1)));
    }
}
