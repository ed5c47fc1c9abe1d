package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.calibrate.LabelCalibration;
import org.gapwise.core.calibrate.OperatingPoint;
import org.gapwise.core.calibrate.Share;
import org.gapwise.core.metrics.CurvePoint;
import org.gapwise.core.metrics.DecisionCurve;
import org.gapwise.core.metrics.RiskCoverage;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.Thinned;
import org.gapwise.evaluate.calibrate.Decided;
import org.gapwise.evaluate.calibrate.SetCheck;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the probabilities: thresholds, prediction sets, abstention and net benefit.
 *
 * @param scored calibrated answers
 */
public record DecisionSection(Scored scored, Calibration calibration) implements Section {

    private static final LineChart.Box BOX = new LineChart.Box(330, 200, 44, 92, 26, 34);
    private static final List<Double> THRESHOLDS =
            IntStream.rangeClosed(1, 30).mapToObj(i -> i / 50.0).toList();

    @Override
    public String id() {
        return "decisions";
    }

    @Override
    public String title() {
        return "Decisions";
    }

    @Override
    public String lead() {
        return "A case is flagged from a threshold that was fixed on other cases. A prediction set holds every answer that"
                + " cannot be ruled out; it should hold the truth in " + Figures.percent(calibration.coverage())
                + " of the cases. Where it does not hold exactly one answer, the model abstains.";
    }

    @Override
    public void body(Html out) {
        thresholds(out);
        sets(out);
        out.open("div", "class", "multiples two");
        for (int t = 0; t < scored.targets().size(); t++) {
            Decided decided = Decided.of(scored, t);
            if (calibration.label(scored.targets().get(t)).isPresent() && decided.probability().length > 0) {
                charts(out, scored.targets().get(t), decided);
            }
        }
        out.close();
    }

    private void thresholds(Html out) {
        Grid grid = new Grid(
                "At the stored thresholds, on these cases",
                List.of(
                        "Label",
                        "Flagged from",
                        "Sensitivity",
                        "Specificity",
                        "PPV",
                        "NPV",
                        "Set holds truth",
                        "Abstains"));
        grid.open(out);
        SetCheck.byLabel(scored, calibration).forEach((target, check) -> {
            Decided decided = Decided.of(scored, scored.targets().indexOf(target));
            calibration.label(target).ifPresent(label -> row(out, label, decided, check));
        });
        grid.close(out);
    }

    private static void row(Html out, LabelCalibration label, Decided decided, SetCheck check) {
        double threshold = label.operating().threshold();
        out.open("tr").leaf("th", label.target(), "scope", "row");
        Grid.number(out, Figures.three(threshold));
        Map<String, Share> shares = decided.shares(threshold);
        for (String name : List.of(
                OperatingPoint.SENSITIVITY, OperatingPoint.SPECIFICITY, OperatingPoint.PPV, OperatingPoint.NPV)) {
            share(out, shares.get(name));
        }
        Grid.number(out, Figures.percent(check.covered(), check.judged()));
        Grid.number(out, Figures.percent(check.abstained(), check.judged()));
        out.close();
    }

    private static void share(Html out, @Nullable Share share) {
        out.open("td", "class", share == null ? "num none" : "num");
        out.leaf("span", share == null ? Figures.UNDEFINED : Figures.two(share.value()), "class", "value");
        if (share != null) {
            out.leaf("span", Figures.two(share.low()) + "\u2013" + Figures.two(share.high()), "class", "interval");
        }
        out.close();
    }

    private void sets(Html out) {
        Grid grid = new Grid(
                "Prediction sets by what was present, over all labels",
                List.of("Present", "Answers judged", "Set holds truth", "Abstains", "Limits of all patterns together"));
        grid.open(out);
        for (SetCheck check : SetCheck.byPattern(scored, calibration)) {
            out.open("tr").leaf("th", check.present(), "scope", "row");
            Grid.number(out, Figures.count(check.judged()));
            Grid.number(out, Figures.percent(check.covered(), check.judged()));
            Grid.number(out, Figures.percent(check.abstained(), check.judged()));
            Grid.number(out, Figures.percent(check.borrowed(), check.judged()));
            out.close();
        }
        grid.close(out);
    }

    private static void charts(Html out, String target, Decided decided) {
        out.open("figure").leaf("figcaption", target + ": net benefit by threshold");
        DecisionCurve curve = DecisionCurve.of(decided.probability(), decided.positive(), THRESHOLDS);
        double most = Math.max(0.01, curve.points().get(0).all());
        new LineChart(
                        "Net benefit of " + target,
                        BOX,
                        ticks(new Scale(0, 0.6, BOX.across()[0], BOX.across()[1]), 3, "threshold"),
                        ticks(new Scale(-most / 4, most, BOX.up()[0], BOX.up()[1]), 3, "net benefit"),
                        List.of(
                                benefit("model", "s0", curve, DecisionCurve.Point::model, -most / 4),
                                benefit("flag all", "ref", curve, DecisionCurve.Point::all, -most / 4)))
                .write(out);
        out.close();
        out.open("figure").leaf("figcaption", target + ": errors among the surest");
        RiskCoverage risk = RiskCoverage.of(decided.probability(), decided.positive());
        List<Line.Dot> dots = new ArrayList<>();
        Thinned.of(risk.points()).forEach(p -> dots.add(dot(p.x(), p.y())));
        double worst = Math.max(
                0.01, risk.points().stream().mapToDouble(CurvePoint::y).max().orElse(1));
        new LineChart(
                        "Share wrong among the surest cases of " + target,
                        BOX,
                        ticks(new Scale(0, 1, BOX.across()[0], BOX.across()[1]), 2, "share answered"),
                        ticks(new Scale(0, worst, BOX.up()[0], BOX.up()[1]), 3, "share wrong"),
                        List.of(new Line("mean " + Figures.three(risk.area()), "s0", dots)))
                .write(out);
        out.close();
    }

    private static LineChart.Ticks ticks(Scale scale, int about, String title) {
        return new LineChart.Ticks(scale, scale.ticks(about), Figures::two, title);
    }

    /** What falls below the picture is left out. */
    private static Line benefit(
            String name, String style, DecisionCurve curve, ToDoubleFunction<DecisionCurve.Point> worth, double least) {
        return new Line(
                name,
                style,
                curve.points().stream()
                        .filter(p -> worth.applyAsDouble(p) >= least)
                        .map(p -> dot(p.threshold(), worth.applyAsDouble(p)))
                        .toList());
    }

    private static Line.Dot dot(double x, double y) {
        return new Line.Dot(x, y, OptionalDouble.empty(), OptionalDouble.empty(), "");
    }
}
