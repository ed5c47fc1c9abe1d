package org.gapwise.model.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.model.ModelPredictor;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** Asks about the same cases in several ways and keeps the largest difference between the answers. */
final class Probe {

    private static final float[] POISON = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1, 7};

    private final ModelPredictor predictor;
    private int changed;
    private int infinite;
    private double alone;

    Probe(ModelPredictor predictor) {
        this.predictor = predictor;
    }

    /** Looks at a chunk of cases; {@code number} tells chunks apart. */
    void look(List<Case> cases, long number) {
        try (NoGrad none = NoGrad.on();
                Scope scope = Scope.open()) {
            Batch batch = predictor.batch(cases);
            float[] together = logits(batch);
            float[] poisoned = logits(poisoned(batch, Seeds.of(number, "poison")));
            int labels = together.length / cases.size();
            for (int i = 0; i < together.length; i++) {
                changed += Float.floatToRawIntBits(together[i]) == Float.floatToRawIntBits(poisoned[i]) ? 0 : 1;
                infinite += Float.isFinite(together[i]) ? 0 : 1;
            }
            double largest = largest(together);
            for (int i = 0; i < cases.size(); i++) {
                alone = Math.max(alone, difference(together, i * labels, single(cases.get(i))) / largest);
            }
        }
    }

    private float[] single(Case one) {
        try (Scope scope = Scope.open()) {
            return logits(predictor.batch(List.of(one)));
        }
    }

    private float[] logits(Batch batch) {
        return predictor.network().forward(batch, Pass.inference()).toFloats();
    }

    private static double largest(float[] logits) {
        double largest = Float.MIN_NORMAL;
        for (float logit : logits) {
            largest = Math.max(largest, Math.abs(logit));
        }
        return largest;
    }

    private static double difference(float[] together, int from, float[] single) {
        double worst = 0;
        for (int t = 0; t < single.length; t++) {
            worst = Math.max(worst, Math.abs(together[from + t] - single[t]));
        }
        return worst;
    }

    private static Batch poisoned(Batch batch, SplittableRandom random) {
        Map<String, TableBatch> tables = new LinkedHashMap<>();
        batch.tables().forEach((name, table) -> {
            float[] values = table.values().toFloats();
            boolean[] present = table.present().toBooleans();
            for (int i = 0; i < values.length; i++) {
                values[i] = present[i] ? values[i] : POISON[random.nextInt(POISON.length)];
            }
            tables.put(name, new TableBatch(Tensor.of(values, table.values().shape()), table.present()));
        });
        return new Batch(batch.size(), tables, batch.images(), batch.labels());
    }

    List<Check> checks(int masks) {
        return List.of(
                new Check(
                        "what stands under a mask changes no logit, bit for bit",
                        changed == 0,
                        changed + " logits changed over " + masks + " masks"),
                new Check("every logit is finite", infinite == 0, infinite + " not finite"),
                new Check(
                        "masking equals absence, and a case alone equals the case in a batch",
                        Verification.close(alone),
                        Verification.relative(alone)));
    }
}
