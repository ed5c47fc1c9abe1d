package org.gapwise.evaluate.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** What each method is and costs. */
public record MethodsSection(List<MethodCost> methods) implements Section {

    public MethodsSection {
        methods = List.copyOf(methods);
    }

    @Override
    public String id() {
        return "methods";
    }

    @Override
    public String title() {
        return "Methods and their cost";
    }

    @Override
    public String lead() {
        return "Measured on the machine named below, once; other work on it slows the figures down.";
    }

    @Override
    public void body(Html out) {
        Grid grid = new Grid(
                "Size and time of each method",
                List.of("Method", "Parameters", "Training", "One prediction", "What it is"),
                Set.of(0, 4));
        grid.open(out);
        for (MethodCost method : methods) {
            out.open("tr").leaf("th", method.name(), "scope", "row");
            Grid.number(
                    out,
                    method.parameters().isPresent()
                            ? Figures.count(method.parameters().getAsLong())
                            : "\u2013");
            Grid.number(out, seconds(method.trainingSeconds()));
            Grid.number(
                    out,
                    method.millisPerCase().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%.2f ms",
                                    method.millisPerCase().getAsDouble())
                            : "\u2013");
            out.leaf("td", method.note(), "class", "prose").close();
        }
        grid.close(out);
    }

    private static String seconds(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "\u2013";
        }
        double s = seconds.getAsDouble();
        return s < 120
                ? String.format(Locale.ROOT, "%.1f s", s)
                : String.format(Locale.ROOT, "%d min %02d s", (long) s / 60, (long) s % 60);
    }
}
