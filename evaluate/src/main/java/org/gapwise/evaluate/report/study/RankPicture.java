package org.gapwise.evaluate.report.study;

import java.util.List;
import org.gapwise.core.metrics.CriticalDifference;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.report.Scale;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Ranks;

/** The diagram of critical differences: mean ranks on one line, bars under those that were not told apart. */
record RankPicture(Ranks ranks, Entrant ours) {

    private static final double WIDTH = 900;
    private static final double LEFT = 190;
    private static final double AXIS = 64;
    private static final double STEP = 19;

    void write(Html out) {
        List<Ranks.Standing> standings = ranks.standings();
        int half = (standings.size() + 1) / 2;
        List<int[]> cliques = ranks.cliques();
        double names = AXIS + 18 + 9 * cliques.size();
        double height = names + half * STEP + 12;
        Scale x = new Scale(1, Math.max(2, standings.size()), LEFT, WIDTH - LEFT);
        String view = "0 0 " + Figures.px(WIDTH) + " " + Figures.px(height);
        String summary = "Mean ranks with critical difference; figures in the table below";
        out.open("svg", "viewBox", view, "role", "img", "aria-label", summary, "class", "chart");
        axis(out, x, standings.size());
        for (int i = 0; i < standings.size(); i++) {
            boolean left = i < half;
            double y = names + (left ? i : standings.size() - 1 - i) * STEP + 6;
            name(out, x, standings.get(i), new Spot(left, y));
        }
        for (int i = 0; i < cliques.size(); i++) {
            double y = AXIS + 10 + 9 * i;
            double from =
                    x.px(standings.get(cliques.get(i)[0]).meanRank().point().orElse(1)) - 4;
            double to = x.px(standings.get(cliques.get(i)[1]).meanRank().point().orElse(1)) + 4;
            line(out, new double[] {from, y, to, y}, "clique");
        }
        out.close();
    }

    /** Where a name stands. */
    private record Spot(boolean left, double y) {}

    private void axis(Html out, Scale x, int methods) {
        line(out, new double[] {LEFT, AXIS, WIDTH - LEFT, AXIS}, "rule");
        int every = methods > 16 ? 2 : 1;
        for (int rank = 1; rank <= methods; rank += every) {
            line(out, new double[] {x.px(rank), AXIS - 5, x.px(rank), AXIS}, "rule");
            String at = Figures.px(AXIS - 10);
            out.leaf("text", Integer.toString(rank), "x", x.at(rank), "y", at, "class", "tick mid");
        }
        ranks.critical().map(CriticalDifference::distance).ifPresent(distance -> {
            double end = x.px(1 + distance);
            line(out, new double[] {LEFT, 22, end, 22}, "rule");
            line(out, new double[] {LEFT, 18, LEFT, 26}, "rule");
            line(out, new double[] {end, 18, end, 26}, "rule");
            String text = "critical difference " + Figures.two(distance);
            out.leaf("text", text, "x", Figures.px(LEFT), "y", "12", "class", "tick");
        });
    }

    private void name(Html out, Scale x, Ranks.Standing standing, Spot spot) {
        double rank = standing.meanRank().point().orElse(1);
        double side = spot.left() ? LEFT - 10 : WIDTH - LEFT + 10;
        line(out, new double[] {x.px(rank), AXIS, x.px(rank), spot.y()}, "leader");
        line(out, new double[] {x.px(rank), spot.y(), side, spot.y()}, "leader");
        String text = spot.left()
                ? Figures.shortened(standing.entrant().title(), 22) + "  " + Figures.two(rank)
                : Figures.two(rank) + "  "
                        + Figures.shortened(standing.entrant().title(), 22);
        String style = (standing.entrant().equals(ours) ? "name s0" : "tick") + (spot.left() ? " end" : "");
        double at = side + (spot.left() ? -4 : 4);
        out.leaf("text", text, "x", Figures.px(at), "y", Figures.px(spot.y()), "dy", ".35em", "class", style);
    }

    private static void line(Html out, double[] ends, String style) {
        out.mark(
                "line",
                "x1",
                Figures.px(ends[0]),
                "y1",
                Figures.px(ends[1]),
                "x2",
                Figures.px(ends[2]),
                "y2",
                Figures.px(ends[3]),
                "class",
                style);
    }
}
