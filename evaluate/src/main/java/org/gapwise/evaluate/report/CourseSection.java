package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gapwise.core.metrics.Interval;
import org.gapwise.evaluate.monitor.Drift;
import org.gapwise.evaluate.monitor.Kind;
import org.gapwise.evaluate.monitor.Watched;

/**
 * How often each modality is there, or what is answered on average, from window to window.
 *
 * @param kind of comparison that has a value before and now
 */
public record CourseSection(Watched watched, Kind kind, String id) implements Section {

    private static final LineChart.Box BOX = new LineChart.Box(640, 320, 44, 148, 34, 46);
    /** As many as report.css has colors for lines side by side, but one. */
    private static final int LINES = 6;

    public CourseSection {
        if (!kind.isDifference()) {
            throw new IllegalArgumentException(kind + " has no course");
        }
    }

    @Override
    public String title() {
        return kind == Kind.MEAN ? "What is answered" : "What is there";
    }

    @Override
    public String lead() {
        return (kind == Kind.MEAN ? "Mean probability by target" : "Share of cases by modality") + ", model "
                + watched.model() + ". The left end is the reference, " + watched.origin()
                + "; bands are 95\u00a0% intervals.";
    }

    @Override
    public void body(Html out) {
        List<Line> lines = new ArrayList<>();
        List<String> names = names();
        for (String name : names.subList(0, Math.min(LINES, names.size()))) {
            lines.add(line(name, "s" + lines.size()));
        }
        if (lines.isEmpty()) {
            out.leaf("p", "There is no second window to compare.");
            return;
        }
        double high = lines.stream()
                .flatMap(line -> line.dots().stream())
                .mapToDouble(dot -> dot.high().orElse(dot.y()))
                .max()
                .orElse(1);
        int windows = watched.windows().size();
        Scale x = new Scale(0, windows, BOX.across()[0], BOX.across()[1]);
        Scale y = new Scale(0, Math.min(1, Math.ceil(high * 10) / 10), BOX.up()[0], BOX.up()[1]);
        List<Double> ticks = x.ticks(Math.min(windows, 10)).stream()
                .filter(tick -> tick == Math.rint(tick))
                .toList();
        out.open("figure");
        new LineChart(
                        title() + ", one line for each of "
                                + String.join(
                                        ", ", lines.stream().map(Line::name).toList()),
                        BOX,
                        new LineChart.Ticks(x, ticks, tick -> tick == 0 ? "before" : Figures.px(tick), "window"),
                        new LineChart.Ticks(
                                y,
                                y.ticks(5),
                                kind == Kind.MEAN ? Figures::two : Figures::percent,
                                kind == Kind.MEAN ? "mean probability" : "cases that have it"),
                        lines)
                .write(out);
        String left = names.size() > LINES ? " Only those that moved most are drawn." : "";
        out.leaf("figcaption", Figures.many(windows, "window") + "." + left).close();
    }

    /** Those that moved most first. */
    private List<String> names() {
        List<Drift> all = watched.windows().stream()
                .flatMap(window -> window.drifts().stream())
                .filter(drift -> drift.kind() == kind)
                .sorted(Comparator.comparingDouble(drift -> drift.p().orElse(1)))
                .toList();
        return all.stream().map(Drift::name).distinct().toList();
    }

    private Line line(String name, String style) {
        List<Line.Dot> dots = new ArrayList<>();
        IntStream.range(0, watched.windows().size()).forEach(w -> watched.windows().get(w).drifts().stream()
                .filter(drift -> drift.kind() == kind && drift.name().equals(name))
                .forEach(drift -> {
                    double before = drift.before().orElseThrow();
                    if (dots.isEmpty()) {
                        dots.add(dot(0, before, Optional.empty(), name + " before"));
                    }
                    dots.add(
                            dot(w + 1, drift.now().orElseThrow(), around(drift, before), name + ", window " + (w + 1)));
                }));
        return new Line(name, style, dots);
    }

    /** The interval of the change, laid around the value before. */
    private static Optional<Interval> around(Drift drift, double before) {
        return drift.change().low().isEmpty()
                ? Optional.empty()
                : Optional.of(new Interval(
                        Math.max(0, before + drift.change().low().orElseThrow()),
                        Math.min(1, before + drift.change().high().orElseThrow())));
    }

    private static Line.Dot dot(double x, double y, Optional<Interval> interval, String tip) {
        OptionalDouble low = interval.map(i -> OptionalDouble.of(i.low())).orElse(OptionalDouble.empty());
        OptionalDouble high = interval.map(i -> OptionalDouble.of(i.high())).orElse(OptionalDouble.empty());
        return new Line.Dot(x, y, low, high, tip + ": " + Figures.three(y));
    }
}
