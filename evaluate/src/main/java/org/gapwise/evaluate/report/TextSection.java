package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.LabelScore;

/** A list of sentences: how to read a page, or what must not be concluded from it. */
public record TextSection(String id, String title, String lead, List<String> sentences) implements Section {

    public TextSection {
        sentences = List.copyOf(sentences);
    }

    /** How to read an evaluation. */
    public static TextSection howToRead(Bootstrap bootstrap) {
        return new TextSection(
                "reading",
                "How to read this page",
                "",
                List.of(
                        "AUROC is the chance that a case with the finding gets a higher probability than one without."
                                + " 0.5 is guessing, 1 is perfect. \u201cMacro\u201d is the plain mean over the labels for"
                                + " which it is defined.",
                        "Every figure comes with a "
                                + Figures.percent(bootstrap.level()) + " interval. It was made by drawing whole"
                                + " patients again with replacement, " + Figures.count(bootstrap.resamples())
                                + " times, so several cases of one patient do not count as independent evidence.",
                        "\u201cn/a\u201d is not a bad score: the data cannot say, for example because nobody in this part"
                                + " has the finding. Such labels do not enter means.",
                        "Missing is missing: no value was filled in, neither for training nor here. Labels nobody gave"
                                + " and labels marked uncertain are not judged."));
    }

    /** What an evaluation does not show, with what its own data warn of. */
    public static TextSection limits(Evaluation evaluation, List<String> more) {
        List<String> sentences = new ArrayList<>(List.of(
                "These figures describe the cases of this cohort. They say nothing about another hospital, another"
                        + " scanner or another time.",
                "In the stress test a modality is taken away at random. In a clinic it is missing for a reason, and the"
                        + " reason often has to do with the patient.",
                "A difference whose interval holds zero has not been shown; nor has its absence.",
                "This is research software. It is not a medical device and must not be used to treat anyone."));
        List<String> thin = evaluation.labels().stream()
                .filter(label -> Math.min(label.positives(), label.negatives()) < 20)
                .map(LabelScore::target)
                .toList();
        if (!thin.isEmpty()) {
            sentences.add(
                    1,
                    "Fewer than 20 positive or 20 negative cases stand behind " + String.join(", ", thin)
                            + ". Do not conclude anything about these labels.");
        }
        sentences.addAll(more);
        return new TextSection("limits", "What must not be concluded", "", sentences);
    }

    @Override
    public void body(Html out) {
        out.open("ul", "class", "prose");
        sentences.forEach(sentence -> out.leaf("li", sentence));
        out.close();
    }
}
