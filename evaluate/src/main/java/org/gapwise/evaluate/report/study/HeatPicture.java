package org.gapwise.evaluate.report.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Level;
import org.gapwise.evaluate.study.Sampled;
import org.gapwise.evaluate.study.Slice;
import org.gapwise.evaluate.study.StudyResult;

/**
 * The whole grid of one method: training levels down, test levels across, macro AUROC in hundredths.
 *
 * @param low figure drawn palest, over all methods
 * @param high figure drawn deepest
 */
record HeatPicture(StudyResult result, Entrant entrant, double low, double high) {

    private static final double CELL = 24;
    private static final double ROW = 18;
    private static final double LEFT = 66;
    private static final double TOP = 62;

    void write(Html out) {
        List<Level> trains = result.design().trainLevels();
        List<Level> tests = result.design().testLevels();
        double width = LEFT + CELL * tests.size() + 4;
        String view = "0 0 " + Figures.px(width) + " " + Figures.px(TOP + ROW * trains.size() + 4);
        String summary = "Macro AUROC of " + entrant.title() + ", training levels by test levels";
        out.open("svg", "viewBox", view, "role", "img", "aria-label", summary, "class", "chart");
        for (int j = 0; j < tests.size(); j++) {
            String x = Figures.px(LEFT + CELL * (j + 0.5) + 3);
            String y = Figures.px(TOP - 6);
            String turn = "rotate(-60 " + x + " " + y + ")";
            out.leaf("text", name(tests.get(j)), "x", x, "y", y, "transform", turn, "class", "tick low");
        }
        for (int i = 0; i < trains.size(); i++) {
            String y = Figures.px(TOP + ROW * (i + 0.5));
            String x = Figures.px(LEFT - 5);
            out.leaf("text", name(trains.get(i)), "x", x, "y", y, "dy", ".35em", "class", "tick low end");
            for (int j = 0; j < tests.size(); j++) {
                cell(out, i, j);
            }
        }
        out.close();
    }

    private void cell(Html out, int i, int j) {
        Level train = result.design().trainLevels().get(i);
        Level test = result.design().testLevels().get(j);
        Optional<Sampled> figure = result.scores().of(new Slice.Place(entrant.id(), train, test));
        OptionalDouble point = figure.map(Sampled::point).orElse(OptionalDouble.empty());
        if (point.isEmpty()) {
            return;
        }
        double share = high > low ? (point.getAsDouble() - low) / (high - low) : 1;
        double x = LEFT + CELL * j;
        double y = TOP + ROW * i;
        out.mark(
                "rect",
                "x",
                Figures.px(x + 0.5),
                "y",
                Figures.px(y + 0.5),
                "width",
                Figures.px(CELL - 1),
                "height",
                Figures.px(ROW - 1),
                "fill-opacity",
                Figures.two(0.06 + 0.9 * Math.min(1, Math.max(0, share))),
                "class",
                "heat");
        String style = share > 0.55 ? "cellvalue deep" : "cellvalue";
        String value = Long.toString(Math.round(100 * point.getAsDouble()));
        out.leaf(
                "text",
                value,
                "x",
                Figures.px(x + CELL / 2),
                "y",
                Figures.px(y + ROW / 2),
                "dy",
                ".35em",
                "class",
                style);
    }

    private static String name(Level level) {
        return level.arm().isEmpty()
                ? "complete"
                : Figures.shortened(level.arm(), 9) + " " + Math.round(100 * level.rate());
    }
}
