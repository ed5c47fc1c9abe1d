package org.gapwise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gapwise.data.inspect.FeatureSummary;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.Grid;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.report.Section;

/** Features with type, unit, range and the shape of their values. */
record FeaturesSection(List<FeatureSummary> features) implements Section {

    private static final double WIDTH = 120;
    private static final double HEIGHT = 22;
    private static final int LEVELS = 6;

    FeaturesSection {
        features = List.copyOf(features);
    }

    @Override
    public String id() {
        return "features";
    }

    @Override
    public String title() {
        return "Features";
    }

    @Override
    public String lead() {
        return "Each as it was read: type, unit and plausible range by the schema, values by the table. What is missing"
                + " stays missing: nothing is ever filled in.";
    }

    @Override
    public void body(Html out) {
        Grid grid = new Grid(
                "Features of the table",
                List.of("Feature", "Type", "Unit", "Range", "Missing", "Values", ""),
                Set.of(0, 1, 2, 3, 5, 6));
        grid.open(out);
        for (FeatureSummary feature : features) {
            out.open("tr").leaf("th", feature.name(), "scope", "row");
            out.leaf("td", feature.kind()).leaf("td", feature.unit());
            out.leaf("td", range(feature));
            Grid.number(out, Figures.percent(feature.missingRate()));
            out.leaf("td", words(feature), "class", "prose");
            out.open("td", "class", "whisker");
            shape(out, feature);
            out.close().close();
        }
        grid.close(out);
    }

    private static String range(FeatureSummary feature) {
        return feature.range()
                .map(range -> number(range.low()) + " to " + number(range.high()))
                .orElse("");
    }

    /** Its values in a few words. */
    static String words(FeatureSummary feature) {
        if (!feature.levels().isEmpty()) {
            List<String> levels = new ArrayList<>();
            feature.levels().entrySet().stream()
                    .filter(level -> level.getValue() > 0)
                    .limit(LEVELS)
                    .forEach(level -> levels.add(level.getKey() + " " + Figures.count(level.getValue())));
            int rest = feature.distinct() - levels.size();
            return String.join(", ", levels) + (rest > 0 ? ", and " + rest + " more" : "");
        }
        return feature.numbers()
                .map(n -> number(n.least()) + " to " + number(n.most()) + ", median " + number(n.median())
                        + (n.implausible() > 0 ? "; " + Figures.count(n.implausible()) + " implausible" : ""))
                .orElse("never measured");
    }

    private static void shape(Html out, FeatureSummary feature) {
        List<Integer> bars = feature.numbers()
                .map(FeatureSummary.Numbers::histogram)
                .orElseGet(() -> List.copyOf(feature.levels().values()));
        int most = bars.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (most == 0) {
            return;
        }
        out.open(
                "svg",
                "viewBox",
                "0 0 " + Figures.px(WIDTH) + " " + Figures.px(HEIGHT),
                "width",
                Figures.px(WIDTH),
                "height",
                Figures.px(HEIGHT),
                "aria-hidden",
                "true");
        double step = WIDTH / bars.size();
        for (int i = 0; i < bars.size(); i++) {
            double height = bars.get(i) == 0 ? 0 : Math.max(1, HEIGHT * bars.get(i) / most);
            out.mark(
                    "rect",
                    "x",
                    Figures.px(i * step),
                    "y",
                    Figures.px(HEIGHT - height),
                    "width",
                    Figures.px(Math.max(1, step - 1)),
                    "height",
                    Figures.px(height),
                    "class",
                    "have");
        }
        out.close();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
