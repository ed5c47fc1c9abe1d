package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.schema.Modality;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** Side by side they cost less; what each learns, and what is dropped for it, is what it would be by itself. */
    @ParameterizedTest
    @EnumSource(ReadoutForm.class)
    void itLearnsWhatViewsOneAfterTheOtherTeach(ReadoutForm readout) {
        try (Scope scope = Scope.open();
                ModelPredictor predictor = predictor(FusionForm.VIEWS, readout, 0.3)) {
            Batch batch = predictor.batch(Toy.cohort(24, 3).cases());
            ViewsNetwork network = (ViewsNetwork) predictor.network();
            long[] owners = LongStream.range(100, 124).toArray();
            Tensor together = network.loss(batch, Pass.training(7, owners), UncertainPolicy.IGNORE);
            together.backward();
            Map<String, Tensor> gradients = gradients(network);
            Tensor apart = oneAfterTheOther(network, batch, Pass.training(7, owners));
            assertThat((double) together.item()).isCloseTo(apart.item(), within(1e-6));
            apart.backward();
            gradients(network).forEach((name, sum) -> {
                Tensor once = gradients.get(name);
                assertThat((double) sum.minus(once.times(2)).norm().item())
                        .as(name)
                        .isLessThan(1e-5 + 1e-4 * once.norm().item());
            });
        }
    }

    private static Map<String, Tensor> gradients(ViewsNetwork network) {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        network.parameters().forEach((name, weight) -> weight.gradient().ifPresent(g -> gradients.put(name, g.copy())));
        return gradients;
    }

    private static Tensor oneAfterTheOther(ViewsNetwork network, Batch batch, Pass pass) {
        boolean[][] found = network.found(batch);
        List<Tokens> parts = network.marked(batch, pass);
        Tensor whole = network.fused(Tokens.concat(parts), pass.part("view"));
        Tensor targets = network.targets(batch.labels(), whole);
        Tensor sum = MaskedLoss.of(whole, batch.labels(), UncertainPolicy.IGNORE);
        Views views = Views.of(found);
        for (int v = 1; v < views.kept().size(); v++) {
            List<Tokens> left = new ArrayList<>();
            for (int m = 0; m < parts.size(); m++) {
                Tokens all = parts.get(m);
                Tensor nothing = all.present().and(all.present().not());
                left.add(views.kept().get(v).contains(m) ? all : Tokens.of(all.values(), nothing));
            }
            Tensor same = Tensor.of(views.among()[v], batch.size(), 1).not();
            Tensor taught = targets.maskedFill(same, EncodedCase.UNANNOTATED);
            Tensor said = network.fused(Tokens.concat(left), pass.part("view " + v));
            sum = sum.plus(MaskedLoss.of(said, taught, UncertainPolicy.IGNORE));
        }
        return sum.times(1.0 / views.kept().size());
    }

    private static ModelPredictor predictor(FusionForm fusion) {
        return predictor(fusion, ReadoutForm.FLATTENED, 0);
    }

    private static ModelPredictor predictor(FusionForm fusion, ReadoutForm readout, double dropout) {
        return Toy.predictor(Toy.spec(BlockStyle.PRENORM, readout, ModelSpec.Gaps.MASKED, fusion, dropout), 5);
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
