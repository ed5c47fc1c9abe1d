package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Loss and AUROC by epoch, one pair of charts for each training. */
public record TrainingSection(List<TrainingRun> runs) implements Section {

    private static final LineChart.Box BOX = new LineChart.Box(470, 210, 44, 76, 34, 40);

    public TrainingSection {
        runs = List.copyOf(runs);
    }

    @Override
    public String id() {
        return "training";
    }

    @Override
    public String title() {
        return "Training";
    }

    @Override
    public String lead() {
        return "Loss on the training and validation parts, and AUROC on the validation part, by epoch. The ring marks the"
                + " best epoch on the validation part.";
    }

    @Override
    public void body(Html out) {
        for (TrainingRun run : runs) {
            out.leaf("h3", run.name());
            out.open("div", "class", "pair");
            chart(
                    out,
                    run,
                    "loss",
                    List.of(
                            line("training", "ref r0", run, TrainingRun.Epoch::trainLoss),
                            line("validation", "s0", run, TrainingRun.Epoch::validLoss)));
            chart(out, run, "AUROC", List.of(line("validation", "s2", run, TrainingRun.Epoch::validAuroc)));
            out.close();
        }
    }

    private static Line line(
            String name, String style, TrainingRun run, Function<TrainingRun.Epoch, OptionalDouble> figure) {
        List<Line.Dot> dots = new ArrayList<>();
        for (TrainingRun.Epoch epoch : run.epochs()) {
            boolean kept =
                    run.best().isPresent() && run.best().getAsInt() == epoch.number() && !name.equals("training");
            figure.apply(epoch)
                    .ifPresent(y -> dots.add(new Line.Dot(
                            epoch.number(),
                            y,
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            kept ? "best: epoch " + epoch.number() + ", " + Figures.three(y) : "")));
        }
        return new Line(name, style, dots);
    }

    private static void chart(Html out, TrainingRun run, String what, List<Line> all) {
        List<Line> lines = all.stream().filter(l -> !l.dots().isEmpty()).toList();
        double[] y = lines.stream()
                .flatMap(l -> l.dots().stream())
                .mapToDouble(Line.Dot::y)
                .toArray();
        if (y.length == 0) {
            return;
        }
        Scale up = Scale.around(
                DoubleStream.of(y).min().orElse(0), DoubleStream.of(y).max().orElse(1), 0.1, BOX.up());
        int first = run.epochs().get(0).number();
        int last = run.epochs().get(run.epochs().size() - 1).number();
        Scale across = new Scale(first, Math.max(last, first + 1), BOX.across()[0], BOX.across()[1]);
        List<Double> ticks = Stream.concat(Stream.of((double) first), across.ticks(6).stream())
                .filter(t -> t == Math.rint(t))
                .distinct()
                .toList();
        out.open("figure");
        new LineChart(
                        what + " by epoch of " + run.name() + ", "
                                + run.epochs().size() + " epochs",
                        BOX,
                        new LineChart.Ticks(across, ticks, t -> Long.toString(Math.round(t)), "epoch"),
                        new LineChart.Ticks(up, up.ticks(4), Figures::two, what),
                        lines)
                .write(out);
        out.close();
    }
}
