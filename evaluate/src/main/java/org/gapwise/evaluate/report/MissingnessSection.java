package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gapwise.evaluate.Availability;

/** What a cohort lacks: patterns, rates, a map of single cases, and what goes missing together. */
public record MissingnessSection(Availability availability) implements Section {

    private static final int MOST = 60;

    @Override
    public String id() {
        return "missingness";
    }

    @Override
    public String title() {
        return "What is missing";
    }

    @Override
    public String lead() {
        return "Nothing here was filled in. A feature that was not measured is absent to the model, and so is an image"
                + " that was not taken.";
    }

    @Override
    public void body(Html out) {
        patterns(out);
        rates(out);
        if (!availability.sample().isEmpty() && !availability.columns().isEmpty()) {
            new MissingnessMap(availability).write(out);
        }
        new Togetherness(availability).write(out);
    }

    private void patterns(Html out) {
        List<String> modalities = availability.modalities();
        List<String> head = new ArrayList<>(modalities);
        head.add(0, "Pattern");
        head.addAll(List.of("Cases", "Share", ""));
        Grid grid = new Grid("Which modalities occur together", head, Set.of(0, head.size() - 1));
        grid.open(out);
        for (Availability.Pattern pattern : availability.patterns()) {
            out.open("tr").leaf("th", Presences.name(pattern.present(), modalities), "scope", "row");
            Presences.cells(out, pattern.present(), modalities);
            Grid.number(out, Figures.count(pattern.cases()));
            Grid.number(out, Figures.percent(pattern.cases(), availability.cases()));
            bar(out, pattern.cases() / (double) Math.max(1, availability.cases()), "have");
            out.close();
        }
        grid.close(out);
    }

    private void rates(Html out) {
        Grid grid = new Grid(
                "How often each feature and image is missing, most often first",
                List.of("Column", "Modality", "Missing", ""),
                Set.of(0, 1, 3));
        grid.open(out);
        List<Availability.Column> columns = availability.columns();
        IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -columns.get(i).missing()))
                .limit(MOST)
                .map(columns::get)
                .forEach(column -> {
                    out.open("tr").leaf("th", column.name(), "scope", "row").leaf("td", column.modality());
                    Grid.number(out, Figures.percent(column.missing()));
                    bar(out, column.missing(), "lack");
                    out.close();
                });
        grid.close(out);
        if (columns.size() > MOST) {
            String rest = Figures.many(columns.size() - MOST, "column");
            out.leaf("p", rest + " missing no more often than these are left out.", "class", "note");
        }
    }

    private static void bar(Html out, double share, String style) {
        out.open("td", "class", "whisker");
        out.open("svg", "viewBox", "0 0 240 10", "width", "240", "height", "10", "aria-hidden", "true");
        out.mark("rect", "width", "240", "height", "10", "class", "track");
        out.mark("rect", "width", Figures.px(240 * share), "height", "10", "class", style);
        out.close().close();
    }
}
