package org.gapwise.study.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.OneModality;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.model.ModelPredictor;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;

/**
 * Gradient-boosted trees with their own way to treat what is missing. Probabilities are those of the trees: nothing is
 * fitted to them afterwards. Pictures come in as features of networks that were trained on the pictures alone.
 */
public final class BoostedTrees implements Method {

    private final boolean pictures;
    private final int threads;

    BoostedTrees(boolean pictures, int threads) {
        this.pictures = pictures;
        this.threads = threads;
    }

    /** All there are. */
    public static List<Method> all() {
        return List.of(table(), both());
    }

    /** {@code trees-table}: the tables' cells. */
    public static Method table() {
        return new BoostedTrees(false, 1);
    }

    /** {@code trees-both}: the tables' cells and frozen features of the pictures. */
    public static Method both() {
        return new BoostedTrees(true, 1);
    }

    @Override
    public Entrant entrant(Schema schema) {
        List<String> sees = sees(schema).stream().map(Modality::name).toList();
        return pictures
                ? new Entrant(
                        "trees-both",
                        "Trees on table + image features",
                        Entrant.Family.TREES,
                        "XGBoost on the table's cells and on features of image networks trained alone.",
                        sees)
                : new Entrant(
                        "trees-table",
                        "Trees on the table",
                        Entrant.Family.TREES,
                        "XGBoost on the table's cells, missing ones left to its own treatment.",
                        sees);
    }

    @Override
    public Predictor learn(Lesson lesson) {
        Schema schema = lesson.cohort().schema();
        List<Columns> columns = columns(lesson);
        List<Case> train = inOrder(lesson.training());
        List<Case> valid = inOrder(lesson.validation());
        Grid trainGrid = Columns.grid(columns, train);
        Grid validGrid = Columns.grid(columns, valid);
        List<TargetTrees> targets = new ArrayList<>();
        for (String target : schema.targetNames()) {
            targets.add(fit(
                    target,
                    Sample.of(train, trainGrid, target, lesson.plan().data().uncertain()),
                    Sample.of(valid, validGrid, target, lesson.plan().data().uncertain()),
                    new Trees.Growth(seed(lesson, target), threads)));
        }
        return new TreesPredictor(schema, seen(schema), columns, targets);
    }

    @Override
    public void rehearse(Lesson lesson) {
        if (pictures) {
            lesson.schema().images().forEach(image -> network(lesson, image).close());
        }
    }

    private static Predictor network(Lesson lesson, ImageModality image) {
        return lesson.through(new OneModality(image.name())).network(lesson.plan());
    }

    private static TargetTrees fit(String target, Sample train, Sample valid, Trees.Growth growth) {
        Optional<Trees> trees = train.constant() ? Optional.empty() : Optional.of(Trees.fit(train, valid, growth));
        return new TargetTrees(target, trees, train.rate());
    }

    private List<Columns> columns(Lesson lesson) {
        List<Columns> columns = new ArrayList<>();
        columns.add(TableColumns.of(lesson.cohort().schema()));
        if (pictures) {
            for (ImageModality image : lesson.cohort().schema().images()) {
                columns.add(new PictureColumns(model(network(lesson, image)), image.name()));
            }
        }
        return columns;
    }

    private static ModelPredictor model(Predictor network) {
        if (network instanceof ModelPredictor model) {
            return model;
        }
        throw new IllegalArgumentException("features of pictures need a network, and the shelf gave "
                + network.getClass().getSimpleName());
    }

    private List<? extends Modality> sees(Schema schema) {
        return pictures ? schema.modalities() : schema.tables();
    }

    private Schema seen(Schema schema) {
        return new Schema(
                schema.table(), schema.caseKey(), schema.groupKey(), List.copyOf(sees(schema)), schema.targets());
    }

    /** Rows are drawn by position; their order must not come from the cohort's. */
    private static List<Case> inOrder(Cohort cohort) {
        return cohort.cases().stream().sorted(Comparator.comparing(Case::id)).toList();
    }

    private static int seed(Lesson lesson, String target) {
        return (int) (Seeds.mix(lesson.plan().seed(), "trees/" + target) & Integer.MAX_VALUE);
    }
}
