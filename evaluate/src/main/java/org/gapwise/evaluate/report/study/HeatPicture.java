package org.gapwise.evaluate.report.study;

import java.util.List;
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
 * @param shades the same for all methods
 */
record HeatPicture(StudyResult result, Entrant entrant, HeatGrid.Shades shades) {

    private static final double LEFT = 66;
    private static final double TOP = 62;

    void write(Html out) {
        List<Level> trains = result.design().trainLevels();
        List<Level> tests = result.design().testLevels();
        new HeatGrid(
                        "Macro AUROC of " + entrant.title() + ", training levels by test levels",
                        new HeatGrid.Names(names(trains), LEFT, 0),
                        new HeatGrid.Names(names(tests), TOP, 0),
                        (i, j) -> result.scores()
                                .of(new Slice.Place(entrant.id(), trains.get(i), tests.get(j)))
                                .map(Sampled::point)
                                .orElse(OptionalDouble.empty()),
                        shades)
                .write(out);
    }

    private static List<String> names(List<Level> levels) {
        return levels.stream()
                .map(level -> level.arm().isEmpty()
                        ? "complete"
                        : Figures.shortened(level.arm(), 9) + " " + Math.round(100 * level.rate()))
                .toList();
    }
}
