package org.gapwise.study.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;

/**
 * One set of trees a target.
 *
 * @param schema of the cases
 * @param seen the part of it that the trees look at
 */
record TreesPredictor(Schema schema, Schema seen, List<Columns> columns, List<TargetTrees> targets)
        implements Predictor {

    @Override
    public List<Prediction> predict(List<Case> cases) {
        Grid grid = Columns.grid(columns, cases);
        Map<String, double[]> answers = new LinkedHashMap<>();
        targets.forEach(each -> answers.put(each.target(), each.predict(grid)));
        List<String> warnings = targets.stream()
                .map(TargetTrees::warning)
                .flatMap(Optional::stream)
                .toList();
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            int row = i;
            Map<String, Double> byTarget = new LinkedHashMap<>();
            answers.forEach((target, probabilities) -> byTarget.put(target, probabilities[row]));
            Evidence evidence = Evidence.of(seen, cases.get(i)).plus(warnings);
            predictions.add(evidence.answer(cases.get(i).id(), byTarget));
        }
        return predictions;
    }

    @Override
    public void close() {
        targets.forEach(TargetTrees::close);
        columns.forEach(Columns::close);
    }
}
