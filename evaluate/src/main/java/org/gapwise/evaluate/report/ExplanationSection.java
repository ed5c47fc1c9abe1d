package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.explain.Attribution;
import org.gapwise.evaluate.explain.Explanation;
import org.gapwise.evaluate.explain.Faithfulness;
import org.gapwise.evaluate.explain.HeatMap;
import org.gapwise.evaluate.explain.JudgedMap;
import org.gapwise.evaluate.explain.Measuring;

/**
 * One case explained: shares, heat map, and what to measure next. No key of the case is shown.
 *
 * @param side pixels at which pictures are drawn
 */
public record ExplanationSection(Explanation explanation, Case one, int side) implements Section {

    private static final double WIDE = 120;
    private static final double STRONGEST = 0.6;
    private static final int SHOWN = 12;

    @Override
    public String id() {
        return "explanation";
    }

    @Override
    public String title() {
        return explanation.target();
    }

    @Override
    public String lead() {
        String said = "Probability " + Figures.three(explanation.prediction().probability(explanation.target())) + ". ";
        String verdict = explanation
                .prediction()
                .decision(explanation.target())
                .map(ExplanationSection::verdict)
                .orElse("The model was not calibrated, so there is no threshold and no prediction set. ");
        return said + verdict + "Shares are log odds: what each part adds to what the model says when it knows nothing."
                + " A part that is taken away is absent, and no value stands in for it.";
    }

    private static String verdict(Decision decision) {
        String flagged = decision.flagged() ? "Flagged" : "Not flagged";
        return flagged + " at the threshold of " + Figures.three(decision.threshold()) + "; prediction set: "
                + decision.verdict().name().toLowerCase(Locale.ROOT) + ". ";
    }

    @Override
    public void body(Html out) {
        for (JudgedMap judged : explanation.maps()) {
            ImageSource source = one.images().get(judged.map().modality());
            if (source != null) {
                picture(out, judged, source.read(side));
            }
        }
        shares(out, "By modality, exact over all subsets", explanation.modalities());
        shares(out, "By input", explanation.inputs());
        if (explanation.inputs().shares().size() > 1) {
            faithful(out, explanation.faithfulness());
        }
        next(out, explanation.next());
        explanation.prediction().warnings().forEach(warning -> out.leaf("p", "Note: " + warning, "class", "lead"));
    }

    private static void shares(Html out, String caption, Attribution attribution) {
        double most = Math.max(
                1e-9,
                attribution.shares().values().stream()
                        .mapToDouble(Math::abs)
                        .max()
                        .orElse(1));
        Grid grid = new Grid(
                caption + ": from " + Figures.two(attribution.from()) + " to " + Figures.two(attribution.to()),
                List.of("Part", "against, for", "Log odds"),
                Set.of(0, 1));
        grid.open(out);
        List<String> ranked = attribution.ranked();
        int shown = Math.min(SHOWN, ranked.size());
        ranked.subList(0, shown).forEach(name -> share(out, name, sum(attribution, List.of(name)), most));
        if (shown < ranked.size()) {
            List<String> rest = ranked.subList(shown, ranked.size());
            share(out, Figures.many(rest.size(), "other"), sum(attribution, rest), most);
        }
        grid.close(out);
    }

    private static double sum(Attribution attribution, List<String> names) {
        return names.stream()
                .mapToDouble(name -> attribution.shares().getOrDefault(name, 0.0))
                .sum();
    }

    private static void share(Html out, String name, double share, double most) {
        out.open("tr").leaf("th", name, "scope", "row").open("td");
        bar(out, Math.max(-1, Math.min(1, share / most)));
        out.close();
        Grid.number(out, Figures.two(share));
        out.close();
    }

    /** @param share from -1, all against, to 1 */
    private static void bar(Html out, double share) {
        double middle = WIDE / 2;
        double from = Math.min(middle, middle + share * middle);
        out.open("svg", "viewBox", "0 0 120 10", "width", "120", "height", "10", "aria-hidden", "true");
        out.mark("rect", "width", "120", "height", "10", "class", "track");
        out.mark(
                "rect",
                "x",
                Figures.px(from),
                "width",
                Figures.px(Math.abs(share) * middle),
                "height",
                "10",
                "class",
                share < 0 ? "less" : "plus");
        out.close();
    }

    private static void faithful(Html out, Faithfulness faithfulness) {
        out.leaf(
                "p",
                "Faithfulness " + Figures.two(faithfulness.score())
                        + ": taking the most supporting inputs away first leaves "
                        + Figures.two(faithfulness.deletion()) + " on average, adding them first reaches "
                        + Figures.two(faithfulness.insertion()) + ", random orders "
                        + Figures.two(faithfulness.random()) + ". Above zero, the shares name what the model uses.",
                "class",
                "prose");
    }

    private static void picture(Html out, JudgedMap judged, Pixels pixels) {
        HeatMap map = judged.map();
        String view = "0 0 " + pixels.width() + " " + pixels.height();
        out.open("figure")
                .open(
                        "svg",
                        "viewBox",
                        view,
                        "width",
                        "320",
                        "height",
                        "320",
                        "role",
                        "img",
                        "aria-label",
                        "Heat map over " + map.modality());
        out.mark(
                "image",
                "href",
                Png.dataUri(pixels),
                "width",
                Figures.px(pixels.width()),
                "height",
                Figures.px(pixels.height()));
        heat(out, map, pixels.width() / (double) map.cells().length);
        out.close()
                .leaf(
                        "figcaption",
                        map.modality() + ": what speaks for the finding. Method: " + map.method() + ". Faithfulness "
                                + Figures.two(judged.faithfulness().score())
                                + ": covering its cells from the strongest on leaves "
                                + Figures.two(judged.faithfulness().deletion())
                                + " on average, uncovering them in that order "
                                + Figures.two(judged.faithfulness().insertion()) + ", random orders "
                                + Figures.two(judged.faithfulness().random()) + ".");
        out.close();
    }

    /** @param size of a cell */
    private static void heat(Html out, HeatMap map, double size) {
        double[][] cells = map.cells();
        double most = Math.max(1e-9, cells[map.peakRow()][map.peakColumn()]);
        String side = Figures.px(size);
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells[row].length; column++) {
                String opacity = Figures.px(STRONGEST * Math.max(0, cells[row][column]) / most);
                String x = Figures.px(column * size);
                String y = Figures.px(row * size);
                out.mark(
                        "rect",
                        "x",
                        x,
                        "y",
                        y,
                        "width",
                        side,
                        "height",
                        side,
                        "fill",
                        "#e4572e",
                        "fill-opacity",
                        opacity);
            }
        }
    }

    private static void next(Html out, List<Measuring> next) {
        if (next.isEmpty()) {
            out.leaf("p", "Nothing is said of what to measure next: that needs the training cases (--schema).");
            return;
        }
        boolean costs = next.stream().anyMatch(one -> one.cost() != Schema.USUAL_COST);
        List<String> head = new ArrayList<>(List.of("Absent", "Expected information (bits)"));
        head.addAll(costs ? List.of("Cost", "Bits for a cost of 1") : List.of());
        head.addAll(List.of("Expected change", "Probability afterwards"));
        Grid grid = new Grid(
                "What to measure next, by what it would tell" + (costs ? " for its cost in the schema" : ""), head);
        grid.open(out);
        for (Measuring one : next.subList(0, Math.min(SHOWN, next.size()))) {
            out.open("tr").leaf("th", one.input(), "scope", "row");
            Grid.number(out, Figures.three(one.information()));
            if (costs) {
                Grid.number(out, Figures.two(one.cost()));
                Grid.number(out, String.format(Locale.ROOT, "%.2g", one.informationPerCost()));
            }
            Grid.number(out, Figures.three(one.change()));
            Grid.number(out, Figures.two(one.low()) + "\u2013" + Figures.two(one.high()));
            out.close();
        }
        grid.close(out);
    }
}
