package org.gapwise.model.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.schema.Modality;
import org.gapwise.model.ModelPredictor;
import org.gapwise.model.Trainee;
import org.gapwise.nn.AdamW;
import org.gapwise.nn.ParameterGroup;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** Whether an encoder learns from cases that lack its modality. It must not, at all. */
final class Gradients {

    private static final int CASES = 16;

    private Gradients() {}

    static List<Check> checks(ModelPredictor predictor, RandomCases random) {
        List<Check> checks = new ArrayList<>();
        Map<String, Tensor> parameters = predictor.network().parameters();
        try (AdamW clearing = new AdamW(List.of(new ParameterGroup("all", parameters, 0, 0)))) {
            for (Modality modality : predictor.schema().modalities()) {
                clearing.zeroGradients();
                checks.add(check(predictor, random, modality));
            }
            clearing.zeroGradients();
        }
        return checks;
    }

    private static Check check(ModelPredictor predictor, RandomCases random, Modality modality) {
        List<Case> cases = IntStream.range(0, CASES)
                .mapToObj(i -> Removal.of(modality, random.whole(i)))
                .toList();
        String prefix = Trainee.encoderPath(modality);
        try (Scope scope = Scope.open()) {
            predictor
                    .network()
                    .forward(predictor.batch(cases), Pass.inference())
                    .square()
                    .sum()
                    .backward();
            int reached = 0;
            int weights = 0;
            for (Map.Entry<String, Tensor> parameter :
                    predictor.network().parameters().entrySet()) {
                if (parameter.getKey().startsWith(prefix)) {
                    weights++;
                    reached += zero(parameter.getValue()) ? 0 : 1;
                }
            }
            return new Check(
                    "absent \"" + modality.name() + "\" gives its encoder exactly zero gradient",
                    reached == 0,
                    reached + " of " + weights + " weight tensors reached");
        }
    }

    private static boolean zero(Tensor parameter) {
        return parameter.gradient().map(g -> g.abs().sum().item() == 0).orElse(true);
    }
}
