package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Progress;
import org.gapwise.core.Seeds;

/**
 * Chooses how each label is calibrated, by cross-validation with whole patients in a fold: the form with the lowest log loss, but
 * none at all unless log loss falls by more than two standard errors, over patients, and the Brier score does not grow. That is
 * judged over all labels together: a sample in which no label by itself shows that it is wrong may well show it of all of them, and
 * maps that were learned together leave a label that is right nearly as it is.
 */
final class Selection {

    private static final int FOLDS = 5;
    private static final double ERRORS = 2;

    private final Lesson lesson;
    private final long seed;

    Selection(Lesson lesson, long seed) {
        this.lesson = lesson;
        this.seed = seed;
    }

    /**
     * What was chosen for a label.
     *
     * @param unseen [N] log odds of each case by the maps that were learned without its patient
     */
    record Choice(Form form, double[] unseen) {}

    /** By label. */
    List<Choice> best(Progress progress) {
        List<List<Choice>> forms = outOfFold(progress);
        List<Choice> best = new ArrayList<>();
        for (int l = 0; l < lesson.own().size(); l++) {
            int label = l;
            Sample own = lesson.own().get(l);
            best.add(forms.stream()
                    .map(form -> form.get(label))
                    .filter(choice ->
                            choice.form() != Form.ISOTONIC || lesson.curved().get(label))
                    .min(Comparator.comparingDouble(
                            c -> Arrays.stream(own.logLoss(c.unseen())).sum()))
                    .orElseThrow());
        }
        return earn(best) ? best : nothing();
    }

    private List<List<Choice>> outOfFold(Progress progress) {
        List<Form> forms = forms();
        progress.start("Learning", (long) forms.size() * FOLDS);
        try {
            return forms.stream()
                    .parallel()
                    .map(form -> outOfFold(form, progress))
                    .toList();
        } finally {
            progress.done();
        }
    }

    private List<Choice> nothing() {
        return lesson.own().stream()
                .map(s -> new Choice(Form.IDENTITY, s.logit()))
                .toList();
    }

    /** Patients are what is independent: what their labels gain is added up first. */
    private boolean earn(List<Choice> choices) {
        Map<Integer, Double> gains = new HashMap<>();
        double gain = 0;
        double squares = 0;
        for (int l = 0; l < choices.size(); l++) {
            Sample own = lesson.own().get(l);
            double[] answers = choices.get(l).unseen();
            double[] won = less(own.logLoss(own.logit()), own.logLoss(answers));
            for (int i = 0; i < won.length; i++) {
                gains.merge(own.group()[i], won[i], Double::sum);
                gain += won[i];
            }
            squares += Arrays.stream(less(own.squares(own.logit()), own.squares(answers)))
                    .sum();
        }
        double mean = gain / gains.size();
        double variance = gains.values().stream()
                .mapToDouble(g -> (g - mean) * (g - mean))
                .sum();
        return gain > ERRORS * Math.sqrt(variance) && squares >= 0;
    }

    /** Curves compete where a label has enough cases for one. */
    private List<Form> forms() {
        return lesson.curved().contains(true)
                ? List.of(Form.TEMPERATURE, Form.PLATT, Form.ISOTONIC)
                : List.of(Form.TEMPERATURE, Form.PLATT);
    }

    private List<Choice> outOfFold(Form form, Progress progress) {
        List<double[]> answers =
                lesson.own().stream().map(s -> s.logit().clone()).toList();
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            List<Hierarchy> maps = Hierarchy.fit(lesson.of(patient -> fold(patient) != left), form);
            for (int l = 0; l < maps.size(); l++) {
                Sample own = lesson.own().get(l);
                for (int i = 0; i < own.size(); i++) {
                    if (fold(own.group()[i]) == fold) {
                        answers.get(l)[i] = maps.get(l).of(own.pattern()[i], own.logit()[i]);
                    }
                }
            }
            progress.step(1);
        }
        return answers.stream().map(unseen -> new Choice(form, unseen)).toList();
    }

    private int fold(int patient) {
        return (int) Math.floorMod(Seeds.mix(seed, "calibration", patient), (long) FOLDS);
    }

    private static double[] less(double[] before, double[] after) {
        double[] gain = new double[before.length];
        Arrays.setAll(gain, i -> before[i] - after[i]);
        return gain;
    }
}
