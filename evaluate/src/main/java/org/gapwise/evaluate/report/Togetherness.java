package org.gapwise.evaluate.report;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gapwise.evaluate.Availability;

/** Which columns go missing together, as a triangle of squares. */
record Togetherness(Availability availability) {

    private static final int MOST = 28;
    private static final double CELL = 20;
    private static final double LEFT = 150;

    void write(Html out) {
        List<Integer> shown = shown();
        if (shown.size() < 2) {
            return;
        }
        double width = LEFT + shown.size() * CELL + 160;
        double height = shown.size() * CELL + 6;
        out.open("figure", "class", "together").leaf("h3", "Missing together");
        out.open(
                "svg",
                "viewBox",
                "0 0 " + Figures.px(width) + " " + Figures.px(height),
                "width",
                Figures.px(width),
                "role",
                "img",
                "class",
                "natural",
                "aria-label",
                "Correlation of being missing between " + shown.size() + " features and images");
        for (int i = 0; i < shown.size(); i++) {
            row(out, shown, i);
        }
        out.close();
        out.leaf(
                "figcaption",
                "Correlation (phi) of being missing. Blue squares go missing together, orange ones instead of each other;"
                        + " the bigger, the stronger. "
                        + (shown.size() == MOST ? "The " + MOST + " columns that are most often missing." : ""));
        out.close();
    }

    private void row(Html out, List<Integer> shown, int i) {
        double middle = i * CELL + CELL / 2;
        String name = availability.columns().get(shown.get(i)).name();
        out.leaf(
                "text",
                Figures.shortened(name, 22),
                "x",
                Figures.px(LEFT - 8),
                "y",
                Figures.px(middle),
                "dy",
                ".35em",
                "class",
                "tick end");
        for (int j = 0; j < i; j++) {
            OptionalDouble phi = availability.together().get(shown.get(i)).get(shown.get(j));
            String other = availability.columns().get(shown.get(j)).name();
            double center = LEFT + j * CELL + CELL / 2;
            phi.ifPresent(v -> square(out, center, middle, v, name + " and " + other + ": " + Figures.two(v)));
        }
        out.leaf(
                "text",
                Figures.shortened(name, 22),
                "x",
                Figures.px(LEFT + i * CELL + 4),
                "y",
                Figures.px(middle),
                "dy",
                ".35em",
                "class",
                "tick");
    }

    private static void square(Html out, double x, double y, double phi, String tip) {
        double side = Math.max(1.5, (CELL - 2) * Math.sqrt(Math.min(1, Math.abs(phi))));
        out.open(
                "rect",
                "x",
                Figures.px(x - side / 2),
                "y",
                Figures.px(y - side / 2),
                "width",
                Figures.px(side),
                "height",
                Figures.px(side),
                "class",
                phi >= 0 ? "plus" : "less");
        out.leaf("title", tip).close();
    }

    /** Columns that are sometimes missing, the most often missing first, back in the schema's order. */
    private List<Integer> shown() {
        List<Availability.Column> columns = availability.columns();
        return IntStream.range(0, columns.size())
                .boxed()
                .filter(i -> columns.get(i).present() > 0
                        && columns.get(i).present() < columns.get(i).cases())
                .sorted(Comparator.comparingDouble(i -> -columns.get(i).missing()))
                .limit(MOST)
                .sorted()
                .toList();
    }
}
