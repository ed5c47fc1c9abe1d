package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.evaluate.Contender;
import org.gapwise.evaluate.StressTest;

/** Degradation as each modality goes missing: a chart and a table for each. */
public record StressSection(StressTest test) implements Section {

    private static final LineChart.Box BOX = new LineChart.Box(470, 320, 44, 128, 34, 46);

    @Override
    public String id() {
        return "stress";
    }

    @Override
    public String title() {
        return "When a modality goes missing";
    }

    @Override
    public String lead() {
        return "Macro AUROC while one modality is taken from more and more cases, on top of the gaps that are there"
                + " anyway. The same cases lose it for every method. Bands are 95\u00a0% intervals; a grey line is a model"
                + " that never sees the modality; a dashed black line is the best that is possible.";
    }

    @Override
    public void body(Html out) {
        Scale y = range();
        out.open("div", "class", "pair");
        for (StressTest.Arm arm : test.arms()) {
            out.open("figure").leaf("h3", "Without \u201c" + arm.modality() + "\u201d");
            chart(arm, y).write(out);
            out.close();
        }
        out.close();
        test.arms().forEach(arm -> table(out, arm));
    }

    /** One vertical range for all arms, so that they compare. */
    private Scale range() {
        double[] all = test.arms().stream()
                .flatMap(arm -> arm.curves().stream())
                .filter(StressSection::drawn)
                .flatMap(curve -> curve.points().stream())
                .map(StressTest.Point::macroAuroc)
                .flatMapToDouble(e -> DoubleStream.concat(
                        e.value().stream(), DoubleStream.concat(e.low().stream(), e.high().stream())))
                .toArray();
        double low = DoubleStream.of(all).min().orElse(0.5);
        double high = DoubleStream.of(all).max().orElse(1);
        return Scale.around(low, high, 0.1, BOX.up());
    }

    /** A reference of one modality means nothing where that modality is the one taken away. */
    private static boolean drawn(StressTest.Curve curve) {
        return curve.role() != Contender.Role.REFERENCE || !curve.seesIt();
    }

    private LineChart chart(StressTest.Arm arm, Scale y) {
        List<Line> lines = new ArrayList<>();
        int color = 0;
        int reference = 0;
        for (StressTest.Curve curve : arm.curves()) {
            String style =
                    switch (curve.role()) {
                        case METHOD -> "s" + color++ % 5;
                        case REFERENCE -> "ref r" + reference++ % 3;
                        case OPTIMUM -> "best";
                    };
            if (drawn(curve)) {
                lines.add(line(curve, style));
            }
        }
        Scale x = new Scale(0, 1, BOX.across()[0], BOX.across()[1]);
        List<Double> rates = arm.curves().isEmpty()
                ? List.of()
                : arm.curves().get(0).points().stream()
                        .map(StressTest.Point::rate)
                        .toList();
        String summary = "Macro AUROC by share of cases without " + arm.modality() + ", one line for each of "
                + String.join(", ", lines.stream().map(Line::name).toList()) + "; figures in the table below";
        return new LineChart(
                summary,
                BOX,
                new LineChart.Ticks(x, rates, Figures::percent, "cases without " + arm.modality()),
                new LineChart.Ticks(y, y.ticks(6), Figures::two, "macro AUROC"),
                lines);
    }

    private static Line line(StressTest.Curve curve, String style) {
        List<Line.Dot> dots = new ArrayList<>();
        for (StressTest.Point point : curve.points()) {
            Estimate macro = point.macroAuroc();
            String tip = curve.role() == Contender.Role.METHOD
                    ? curve.contender() + ", " + Figures.percent(point.rate()) + " missing: " + Figures.sentence(macro)
                    : "";
            macro.value()
                    .ifPresent(value -> dots.add(new Line.Dot(
                            point.rate(),
                            value,
                            curve.role() == Contender.Role.METHOD ? macro.low() : OptionalDouble.empty(),
                            macro.high(),
                            tip)));
        }
        return new Line(curve.contender(), style, dots);
    }

    private static void table(Html out, StressTest.Arm arm) {
        List<String> head = new ArrayList<>();
        head.add("Method");
        List<StressTest.Point> first =
                arm.curves().isEmpty() ? List.of() : arm.curves().get(0).points();
        first.forEach(point -> head.add(Figures.percent(point.rate())));
        String leader = arm.curves().isEmpty() ? "" : arm.curves().get(0).contender();
        String last = first.isEmpty()
                ? ""
                : Figures.percent(first.get(first.size() - 1).rate());
        head.add(leader + " ahead, at " + last);
        Grid grid = new Grid(
                "Macro AUROC without \u201c" + arm.modality()
                        + "\u201d in this share of the cases, with 95\u00a0% intervals",
                head);
        grid.open(out);
        for (int k = 0; k < arm.curves().size(); k++) {
            StressTest.Curve curve = arm.curves().get(k);
            out.open("tr").leaf("th", curve.contender(), "scope", "row");
            curve.points().forEach(point -> Grid.estimate(out, point.macroAuroc()));
            if (k == 0 || curve.points().isEmpty()) {
                out.leaf("td", "\u2013", "class", "num");
            } else {
                Grid.estimate(out, curve.points().get(curve.points().size() - 1).behindFirst());
            }
            out.close();
        }
        grid.close(out);
    }
}
