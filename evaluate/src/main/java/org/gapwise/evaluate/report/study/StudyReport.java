package org.gapwise.evaluate.report.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.Headline;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;
import org.gapwise.evaluate.study.Answers;
import org.gapwise.evaluate.study.Arm;
import org.gapwise.evaluate.study.Crew;
import org.gapwise.evaluate.study.Level;
import org.gapwise.evaluate.study.Slice;
import org.gapwise.evaluate.study.StudyOptions;
import org.gapwise.evaluate.study.StudyResult;

/**
 * Writes what a study found: {@code stress.html}, its tables as {@code tables/*.csv} and {@code tables/*.tex}, its
 * pictures as {@code figures/*.svg}. Equal answers give equal bytes.
 */
public final class StudyReport {

    private StudyReport() {}

    /** Judges the answers and writes everything. */
    public static StudyResult write(Answers answers, StudyOptions options, Path folder) {
        StudyResult result = StudyResult.of(answers, options, Crew.alone());
        write(result, answers, List.of(), folder);
        return result;
    }

    /**
     * Writes a result.
     *
     * @param answers for what the methods cost
     * @param more sections at the end, e.g. about the machine and the plan
     */
    public static void write(StudyResult result, Answers answers, List<Section> more, Path folder) {
        List<Chapter> chapters = new Chapters(result, new CostTable(answers)).all();
        List<Section> sections = new ArrayList<>(chapters);
        sections.addAll(more);
        String subtitle = Figures.many(result.design().entrants().size(), "method")
                + " side by side while evidence goes" + " missing, in training and at prediction.";
        new Report("Stress test: " + result.design().cohort(), subtitle, Optional.of(headline(result)), sections)
                .write(folder.resolve("stress.html"));
        for (Chapter chapter : chapters) {
            for (Part part : chapter.parts()) {
                files(part, folder);
            }
        }
        files(new GridChapters(result).cells(), folder);
    }

    private static void files(Part part, Path folder) {
        if (part instanceof Sheet sheet) {
            AtomicFile.write(folder.resolve("tables").resolve(sheet.name() + ".csv"), sheet.csv());
            AtomicFile.write(folder.resolve("tables").resolve(sheet.name() + ".tex"), sheet.tex());
        } else if (part instanceof Part.Pictures pictures) {
            for (Part.Picture picture : pictures.pictures()) {
                Html out = new Html();
                picture.drawing().accept(out);
                AtomicFile.write(
                        folder.resolve("figures").resolve(picture.name() + ".svg"), out.picture(PictureStyle.CSS));
            }
        }
    }

    private static Headline headline(StudyResult result) {
        String ours = result.roster().ours().id();
        double level = result.options().level();
        List<Headline.Figure> figures = new ArrayList<>();
        result.scores()
                .of(new Slice.Place(ours, Level.COMPLETE, Level.COMPLETE))
                .ifPresent(f -> figures.add(Headline.Figure.of(
                        f.estimate(level),
                        "macro AUROC of " + result.roster().ours().title() + ", complete data")));
        Ways ways = new Ways(result);
        if (ways.many()) {
            ways.worst()
                    .ifPresent(d -> figures.add(Headline.Figure.of(
                            d.area().estimate(level),
                            "its area under the curve where it is lowest: "
                                    + d.arm().title())));
        }
        for (Arm arm : ways.many() ? List.<Arm>of() : result.design().arms()) {
            double last = arm.testRates().get(arm.testRates().size() - 1);
            result.scores()
                    .of(Slice.INFERENCE.at(ours, arm, last))
                    .ifPresent(f -> figures.add(Headline.Figure.of(
                            f.estimate(level), arm.title() + ", " + Figures.percent(last) + " at prediction")));
        }
        figures.add(new Headline.Figure(
                Figures.count(result.cases()), Figures.many(result.patients(), "patient"), "cases tested"));
        long held = count(result, "held");
        long missed = count(result, "not held");
        return new Headline(
                figures,
                Figures.many(result.design().folds(), "fold") + ", "
                        + Figures.many(result.design().targets().size(), "label") + ", protocol \u201c"
                        + result.design().protocol() + "\u201d. Of "
                        + result.expectations().size()
                        + " expectations written down before, " + held + " held, " + missed + " did not, "
                        + (result.expectations().size() - held - missed) + " could not be measured. "
                        + "Of the methods\u2019 curves, " + result.warnings().size()
                        + " touch the area below a single modality.");
    }

    private static long count(StudyResult result, String word) {
        return result.expectations().stream()
                .filter(e -> e.verdict().word().equals(word))
                .count();
    }
}
