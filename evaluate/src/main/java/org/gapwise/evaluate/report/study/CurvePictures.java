package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.Line;
import org.gapwise.evaluate.report.LineChart;
import org.gapwise.evaluate.report.Scale;
import org.gapwise.evaluate.study.Arm;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Measure;
import org.gapwise.evaluate.study.Sampled;
import org.gapwise.evaluate.study.Slice;
import org.gapwise.evaluate.study.StudyResult;

/** A figure against the missing rate, one picture a slice and arm, one line a method. */
record CurvePictures(StudyResult result, Measure measure) {

    private static final LineChart.Box BOX = new LineChart.Box(526, 330, 44, 176, 34, 46);

    /** Both arms of a slice on one vertical range. */
    Part.Pictures of(Plates plate, Slice slice) {
        Scale y = range(plate, slice);
        List<Part.Picture> pictures = new ArrayList<>();
        for (Arm arm : result.design().arms()) {
            LineChart chart = chart(plate, slice, arm, y);
            pictures.add(new Part.Picture(
                    measure.key() + "-" + plate.key() + "-" + arm.id() + "-" + slice.key(),
                    arm.title() + ", " + slice.title(),
                    chart::write));
        }
        return new Part.Pictures("", "pair", pictures);
    }

    private LineChart chart(Plates plate, Slice slice, Arm arm, Scale y) {
        List<Line> lines = lines(plate, slice, arm);
        Scale x = new Scale(0, widest(slice), BOX.across()[0], BOX.across()[1]);
        String axis = arm.title() + " (" + slice.verb() + ")";
        String summary = measure.title() + " by rate, " + axis + ", one line for each of "
                + String.join(", ", lines.stream().map(Line::name).toList()) + "; figures in the tables";
        return new LineChart(
                summary,
                BOX,
                new LineChart.Ticks(x, slice.rates(arm), Figures::percent, axis),
                new LineChart.Ticks(y, y.ticks(6), Figures::two, measure.title()),
                lines);
    }

    private double widest(Slice slice) {
        return result.design().arms().stream()
                .flatMap(arm -> slice.rates(arm).stream())
                .mapToDouble(r -> r)
                .max()
                .orElse(1);
    }

    private List<Line> lines(Plates plate, Slice slice, Arm arm) {
        List<Line> lines = new ArrayList<>();
        if (measure == Measure.MACRO_AUROC) {
            int reference = 0;
            for (Entrant single : slice == Slice.INFERENCE
                    ? result.roster().remaining(arm)
                    : result.roster().unimodal()) {
                line(single, slice, arm, "ref r" + reference++ % 3).ifPresent(lines::add);
            }
            result.roster().oracle().flatMap(e -> line(e, slice, arm, "ref")).ifPresent(lines::add);
            result.roster().optimum().flatMap(e -> line(e, slice, arm, "best")).ifPresent(lines::add);
        }
        int color = 1;
        for (Entrant other : plate.others()) {
            line(other, slice, arm, "thin s" + color++).ifPresent(lines::add);
        }
        line(result.roster().ours(), slice, arm, "s0").ifPresent(lines::add);
        return lines;
    }

    /** References have no band: they are lines to compare with. */
    private Optional<Line> line(Entrant entrant, Slice slice, Arm arm, String style) {
        boolean plain = style.startsWith("ref") || style.equals("best");
        List<Line.Dot> dots = new ArrayList<>();
        for (double rate : slice.rates(arm)) {
            Optional<Sampled> figure = plain
                    ? result.scores().nearest(slice.at(entrant.id(), arm, rate))
                    : result.scores().of(slice.at(entrant.id(), arm, rate), measure);
            figure.map(f -> f.estimate(result.options().level())).ifPresent(e -> e.value()
                    .ifPresent(v -> dots.add(new Line.Dot(
                            rate,
                            v,
                            plain ? OptionalDouble.empty() : e.low(),
                            plain ? OptionalDouble.empty() : e.high(),
                            plain ? "" : tip(entrant, rate, e)))));
        }
        return dots.isEmpty() ? Optional.empty() : Optional.of(new Line(entrant.title(), style, dots));
    }

    private static String tip(Entrant entrant, double rate, Estimate estimate) {
        return entrant.title() + ", " + Figures.percent(rate) + " missing: " + Figures.sentence(estimate);
    }

    private Scale range(Plates plate, Slice slice) {
        double[] all = result.design().arms().stream()
                .flatMap(arm -> lines(plate, slice, arm).stream())
                .flatMap(line -> line.dots().stream())
                .flatMapToDouble(d -> DoubleStream.concat(
                        DoubleStream.of(d.y()), DoubleStream.concat(d.low().stream(), d.high().stream())))
                .toArray();
        double low = DoubleStream.of(all).min().orElse(0.5);
        double high = DoubleStream.of(all).max().orElse(1);
        return Scale.around(low, high, measure == Measure.MACRO_AUROC ? 0.1 : 0.05, BOX.up());
    }
}
