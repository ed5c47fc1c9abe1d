package org.gapwise.study.impute;

import java.util.List;
import org.gapwise.core.cohort.Lens;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.gapwise.train.Plan;

/** Fills the table, then trains a network that takes everything for measured; an absent picture is a black one. */
public final class Imputed implements Method {

    private static final int NEIGHBOURS = 5;
    private static final int ROUNDS = 5;
    private static final double PENALTY = 1;

    private final String id;
    private final String title;
    private final String note;
    private final Imputer imputer;
    private final boolean marks;

    private Imputed(String id, String title, String note, Imputer imputer, boolean marks) {
        this.id = id;
        this.title = title;
        this.note = note;
        this.imputer = imputer;
        this.marks = marks;
    }

    /** All there are. */
    public static List<Method> all() {
        return List.of(mean(), nearest(), chained());
    }

    /** {@code impute-mean}: means and commonest levels, with a category that says what was measured. */
    public static Method mean() {
        return new Imputed(
                "impute-mean",
                "Mean fill + indicators",
                "Gaps in the table get the training mean or commonest level, and a mark; the network masks nothing.",
                new MeanImputer(),
                true);
    }

    /** {@code impute-knn}: the five nearest training cases. */
    public static Method nearest() {
        return new Imputed(
                "impute-knn",
                "k-NN fill",
                "Gaps in the table get the mean of the 5 nearest training cases; the network masks nothing.",
                new NearestImputer(NEIGHBOURS),
                false);
    }

    /** {@code impute-iterative}: chained ridge regressions. */
    public static Method chained() {
        return new Imputed(
                "impute-iterative",
                "Iterative fill",
                "Gaps in the table are guessed by chained ridge regressions; the network masks nothing.",
                new ChainedImputer(ROUNDS, PENALTY),
                false);
    }

    @Override
    public Entrant entrant(Schema schema) {
        List<String> sees = schema.modalityNames();
        return new Entrant(id, title, Entrant.Family.IMPUTATION, note, sees);
    }

    @Override
    public Predictor learn(Lesson lesson) {
        Indicators indicators = marks ? Indicators.fit(lesson.training()) : new Indicators(List.of());
        Lesson marked = lesson.through(indicators);
        Filling filling = Filling.fit(imputer, marked.training());
        Lens lens = cohort -> cohort.through(indicators).through(filling);
        Predictor network = marked.through(filling).network(plan(lesson.plan()));
        return new FilledPredictor(lesson.cohort().schema(), lens, network);
    }

    /** Nothing is hidden from this network in training: it has no way to see that something is hidden. */
    static Plan plan(Plan plan) {
        return plan.with(List.of(
                "model.gaps=zeros",
                "model.fusion=transformer",
                "pretrain.modality_dropout=0",
                "pretrain.feature_masking=0",
                "train.modality_dropout=0",
                "train.feature_masking=0",
                "train.views=as-is"));
    }
}
