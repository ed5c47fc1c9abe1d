package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.study.Arm;
import org.gapwise.evaluate.study.Degradation;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Entrant.Family;
import org.gapwise.evaluate.study.Level;
import org.gapwise.evaluate.study.Measure;
import org.gapwise.evaluate.study.Patterns;
import org.gapwise.evaluate.study.Sampled;
import org.gapwise.evaluate.study.Slice;
import org.gapwise.evaluate.study.StudyResult;

/** The curves in figures. */
record CurveTables(StudyResult result) {

    /** The reported slices: ours with intervals, and the paper's form. */
    Chapter chapter() {
        List<Part> parts = new ArrayList<>();
        for (Slice slice : Slice.values()) {
            for (Arm arm : result.design().arms()) {
                parts.add(table(slice, arm, Measure.MACRO_AUROC));
            }
        }
        for (Slice slice : Slice.values()) {
            for (Arm arm : result.design().arms()) {
                parts.add(paper(slice, arm));
            }
        }
        return new Chapter(
                "tables",
                "The same in figures",
                "First macro AUROC with intervals; the best competitor of each column is bold. Then the form of the paper:"
                        + " annotation-weighted AUROC in percent, mean \u00b1 standard error over folds.",
                parts);
    }

    /** One row a method, one column a rate. */
    Sheet table(Slice slice, Arm arm, Measure measure) {
        List<List<Item>> rows = new ArrayList<>();
        for (Entrant entrant : result.design().entrants()) {
            List<Item> row = new ArrayList<>();
            row.add(Item.of(entrant.title()));
            for (double rate : slice.rates(arm)) {
                Optional<Sampled> own = result.scores().of(slice.at(entrant.id(), arm, rate), measure);
                Item item = Item.of(own, result.options().level());
                row.add(
                        best(slice, arm, rate, measure).equals(own.flatMap(CurveTables::value))
                                        && result.roster().competitors().contains(entrant)
                                        && own.isPresent()
                                ? item.emphasized()
                                : item);
            }
            add(rows, row);
        }
        return Sheet.of(
                measure.key() + "-" + arm.id() + "-" + slice.key(),
                measure.title() + ", " + arm.title() + ", " + slice.title(),
                head(slice, arm),
                rows);
    }

    private static Optional<Double> value(Sampled figure) {
        return figure.point().isPresent() ? Optional.of(figure.point().getAsDouble()) : Optional.empty();
    }

    private Optional<Double> best(Slice slice, Arm arm, double rate, Measure measure) {
        boolean low = measure == Measure.BRIER || measure == Measure.ECE;
        return result.roster().competitors().stream()
                .flatMap(e -> result.scores().of(slice.at(e.id(), arm, rate), measure).stream())
                .flatMap(f -> value(f).stream())
                .reduce((a, b) -> low == a < b ? a : b);
    }

    private Sheet paper(Slice slice, Arm arm) {
        List<List<Item>> rows = new ArrayList<>();
        for (Entrant entrant : result.design().entrants()) {
            List<Item> row = new ArrayList<>();
            row.add(Item.of(entrant.title()));
            slice.rates(arm)
                    .forEach(rate -> row.add(Item.percent(
                            result.scores().of(slice.at(entrant.id(), arm, rate), Measure.WEIGHTED_AUROC))));
            add(rows, row);
        }
        return Sheet.of(
                "paper-" + arm.id() + "-" + slice.key(),
                "Annotation-weighted AUROC (%), mean \u00b1 standard error over folds, " + arm.title() + ", "
                        + slice.title(),
                head(slice, arm),
                rows);
    }

    /** A method that was run nowhere in the table has no row. */
    private static void add(List<List<Item>> rows, List<Item> row) {
        if (row.stream().skip(1).anyMatch(item -> !item.text().equals(Figures.UNDEFINED))) {
            rows.add(row);
        }
    }

    private static List<String> head(Slice slice, Arm arm) {
        List<String> head = new ArrayList<>(List.of("Method"));
        slice.rates(arm).forEach(rate -> head.add(Figures.percent(rate)));
        return head;
    }

    /** Area, slope, worst level and where it meets the single modality. */
    Chapter degradation() {
        List<Part> parts = new ArrayList<>();
        for (Slice slice : Slice.values()) {
            for (Arm arm : result.design().arms()) {
                List<List<Item>> rows = result.degradations().stream()
                        .filter(d -> d.arm().equals(arm) && d.slice() == slice)
                        .map(this::row)
                        .toList();
                parts.add(Sheet.of(
                        "degradation-" + arm.id() + "-" + slice.key(),
                        "Degradation, " + arm.title() + ", " + slice.title(),
                        List.of(
                                "Method",
                                "Area",
                                "Points a 10 %",
                                "Worst at",
                                "Meets single modality at",
                                "Worst pattern"),
                        rows));
            }
        }
        return new Chapter(
                "degradation",
                "How gently they fall",
                "Area under the curve over its width; slope in points for each 10\u00a0% missing; the rate from which on a"
                        + " method is below the best model of the modalities that remain; the pattern of present"
                        + " modalities in which it does worst near one half missing.",
                parts);
    }

    private List<Item> row(Degradation d) {
        double level = result.options().level();
        Estimate slope = Sampled.from(List.of(d.slope()), v -> 100 * v[0]).estimate(level);
        String meets = d.floor()
                .map(f ->
                        f.crossing().isPresent() ? Figures.percent(f.crossing().getAsDouble()) : "never")
                .orElse("\u2013");
        String pattern = result.patterns()
                .worst(d.entrant().id())
                .map(Patterns.Row::present)
                .map(p -> p.isEmpty() ? "nothing" : String.join(" + ", p))
                .orElse("\u2013");
        return List.of(
                Item.of(d.entrant().title()),
                Item.of(d.area().estimate(level)),
                Item.of(slope),
                Item.of(Figures.percent(d.worstRate())),
                Item.of(meets),
                Item.of(d.slice() == Slice.INFERENCE ? pattern : "\u2013"));
    }

    /** Ours minus each variant. */
    Chapter ablations() {
        List<Entrant> variants = result.roster().family(Family.PAPER, Family.ABLATION);
        List<String> head = new ArrayList<>(List.of("Variant", "Complete data"));
        for (Slice slice : Slice.values()) {
            result.design().arms().forEach(arm -> head.add("Area, " + arm.title() + ", " + slice.title()));
        }
        head.add("What it is");
        List<List<Item>> rows = variants.stream().map(this::ablation).toList();
        return new Chapter(
                "ablations",
                "What each part is worth",
                "Ours minus the variant, in macro AUROC and in area under each curve; above zero the part helps.",
                rows.isEmpty()
                        ? List.of()
                        : List.of(new Sheet(
                                "ablations",
                                "Advantage of " + result.roster().ours().title() + " over variants of it",
                                head,
                                Set.of(0, head.size() - 1),
                                rows)));
    }

    private List<Item> ablation(Entrant variant) {
        double level = result.options().level();
        String ours = result.roster().ours().id();
        List<Item> row = new ArrayList<>();
        row.add(Item.of(variant.title()));
        Optional<Sampled> own = result.scores().of(new Slice.Place(ours, Level.COMPLETE, Level.COMPLETE));
        Optional<Sampled> other = result.scores().of(new Slice.Place(variant.id(), Level.COMPLETE, Level.COMPLETE));
        row.add(Item.of(own.flatMap(o -> other.map(o::minus)), level));
        for (Slice slice : Slice.values()) {
            for (Arm arm : result.design().arms()) {
                Optional<Sampled> a = result.degradation(ours, arm, slice).map(Degradation::area);
                Optional<Sampled> b =
                        result.degradation(variant.id(), arm, slice).map(Degradation::area);
                row.add(Item.of(a.flatMap(x -> b.map(x::minus)), level));
            }
        }
        row.add(Item.of(variant.note()));
        return row;
    }
}
