package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.schema.Modality;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.junit.jupiter.api.Test;

class ViewsNetworkTest {

    private static final List<List<String>> VIEWS = List.of(
            List.of("vitals"),
            List.of("labs"),
            List.of("frontal"),
            List.of("vitals", "labs"),
            List.of("vitals", "frontal"),
            List.of("labs", "frontal"));

    @Test
    void itsLossIsTheMeanOverTheViewsOfCasesThatLoseSomething() {
        List<Case> cases = Toy.cohort(24, 3).cases();
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on();
                ModelPredictor predictor = predictor(FusionForm.VIEWS)) {
            List<Double> losses = new ArrayList<>(List.of(plain(predictor, cases)));
            for (List<String> view : VIEWS) {
                List<Case> left = new ArrayList<>();
                for (Case whole : cases) {
                    Case reduced = reduced(whole, view);
                    if (count(reduced) > 0 && count(reduced) < count(whole)) {
                        left.add(reduced);
                    }
                }
                assertThat(left).isNotEmpty();
                losses.add(plain(predictor, left));
            }
            double mean = losses.stream().mapToDouble(x -> x).average().orElseThrow();
            double loss = predictor
                    .network()
                    .loss(predictor.batch(cases), Pass.inference(), UncertainPolicy.IGNORE)
                    .item();
            assertThat(loss).isCloseTo(mean, within(1e-5));
            assertThat(loss).isNotCloseTo(losses.get(0), within(1e-4));
        }
    }

    @Test
    void itAnswersAsTheFusionNetworkDoes() {
        List<Case> cases = Toy.cohort(12, 4).cases();
        try (ModelPredictor views = predictor(FusionForm.VIEWS);
                ModelPredictor plain = predictor(FusionForm.TRANSFORMER)) {
            assertThat(views.predict(cases)).isEqualTo(plain.predict(cases));
        }
    }

    private static ModelPredictor predictor(FusionForm fusion) {
        return Toy.predictor(Toy.spec(BlockStyle.PRENORM, ReadoutForm.FLATTENED, ModelSpec.Gaps.MASKED, fusion), 5);
    }

    private static double plain(ModelPredictor predictor, List<Case> cases) {
        Batch batch = predictor.batch(cases);
        return MaskedLoss.of(
                        predictor.network().forward(batch, Pass.inference()), batch.labels(), UncertainPolicy.IGNORE)
                .item();
    }

    private static Case reduced(Case whole, List<String> view) {
        Case left = whole;
        for (Modality modality : Toy.SCHEMA.modalities()) {
            left = view.contains(modality.name()) ? left : Removal.of(modality, left);
        }
        return left;
    }

    private static long count(Case one) {
        return Toy.SCHEMA.modalities().stream().filter(one::has).count();
    }
}
