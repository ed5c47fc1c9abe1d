package org.gapwise.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
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

class DistilledViewsNetworkTest {

    private static final float NONE = EncodedCase.UNANNOTATED;
    private static final float UNCERTAIN = EncodedCase.UNCERTAIN;
    private static final long[] OWNERS = LongStream.range(100, 124).toArray();

    @Test
    void aTargetLiesBetweenTheAnnotationAndWhatWasSaid() {
        try (Scope scope = Scope.open();
                ModelPredictor predictor = predictor(FusionForm.DISTILLED_VIEWS)) {
            Tensor whole = Tensor.of(new float[] {0, 2, -3, 0}, 2, 2).requiresGrad();
            Tensor targets = views(predictor).targets(Tensor.of(new float[] {1, 0, NONE, UNCERTAIN}, 2, 2), whole);
            float[] found = targets.toFloats();
            assertThat((double) found[0]).isCloseTo(0.5 + 0.5 * 0.5, within(1e-6));
            assertThat((double) found[1]).isCloseTo(0.5 / (1 + Math.exp(-2)), within(1e-6));
            assertThat(found[2]).isEqualTo(NONE);
            assertThat(found[3]).isEqualTo(UNCERTAIN);
        }
    }

    @Test
    void noGradientFlowsIntoWhatWasSaid() {
        try (Scope scope = Scope.open();
                ModelPredictor predictor = predictor(FusionForm.DISTILLED_VIEWS)) {
            Tensor whole = Tensor.of(new float[] {0.5f, 2}, 1, 2).requiresGrad();
            Tensor own = Tensor.of(new float[] {1, 1}, 1, 2).requiresGrad();
            Tensor targets = views(predictor).targets(Tensor.of(new float[] {1, 0}, 1, 2), whole);
            own.times(targets).sum().backward();
            assertThat(whole.gradient()).isEmpty();
            assertThat(own.gradient().orElseThrow().toFloats()).isEqualTo(targets.toFloats());
        }
    }

    @Test
    void itsLossIsTheMeanOverTheViewsTaughtHalfByTheWhole() {
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on();
                ModelPredictor predictor = predictor(FusionForm.DISTILLED_VIEWS)) {
            Batch batch = predictor.batch(Toy.cohort(24, 3).cases());
            ViewsNetwork network = views(predictor);
            List<Tokens> parts = network.marked(batch, Pass.inference());
            Tensor whole = network.fused(Tokens.concat(parts), Pass.inference());
            Tensor targets = network.targets(batch.labels(), whole);
            Views views = network.views(batch);
            double sum = loss(whole, batch.labels());
            for (int v = 1; v < views.kept().size(); v++) {
                Tensor same = Tensor.of(views.among()[v], batch.size(), 1).not();
                Tensor said =
                        network.fused(Tokens.concat(left(parts, views.kept().get(v))), Pass.inference());
                sum += loss(said, targets.maskedFill(same, NONE));
            }
            double mean = network.loss(batch, Pass.inference(), UncertainPolicy.IGNORE)
                    .item();
            assertThat(mean).isCloseTo(sum / views.kept().size(), within(1e-5));
        }
    }

    @Test
    void itsLastViewIsOfTheCasesThatCanLoseAFeature() {
        try (Scope scope = Scope.open();
                ModelPredictor predictor = predictor(FusionForm.DISTILLED_VIEWS)) {
            List<Case> cases = Toy.cohort(24, 3).cases();
            Views views = views(predictor).views(predictor.batch(cases));
            int last = views.kept().size() - 1;
            assertThat(views.kept().get(last)).isEqualTo(views.kept().get(0));
            for (int i = 0; i < cases.size(); i++) {
                Case one = cases.get(i);
                boolean several = Toy.SCHEMA.tables().stream()
                        .anyMatch(table ->
                                table.features().stream().filter(one::has).count() > 1);
                assertThat(views.among()[last][i]).as("case %d", i).isEqualTo(several);
            }
            assertThat(views.among()[last]).contains(true, false);
        }
    }

    @Test
    void withoutALossOfFeaturesItHasTheViewsOfModalitiesAlone() {
        try (Scope scope = Scope.open();
                ModelPredictor distilled = predictor(FusionForm.DISTILLED_VIEWS);
                ModelPredictor plain = predictor(FusionForm.VIEWS)) {
            Batch batch = distilled.batch(Toy.cohort(24, 3).cases());
            ViewsNetwork network = views(distilled);
            assertThat(network.losesFeatures(new FewerFeatures(0, 0.7))).isTrue();
            assertThat(plain.network().losesFeatures(new FewerFeatures(0.3, 0.7)))
                    .isFalse();
            assertThat(network.views(batch).kept())
                    .isEqualTo(((ViewsNetwork) plain.network()).views(batch).kept());
            Tensor once = network.rows(network.views(batch), batch, Pass.training(7, OWNERS))
                    .present();
            Tensor still =
                    network.rows(network.views(batch), batch, Pass.inference()).present();
            assertThat(once.toBooleans()).isEqualTo(still.toBooleans());
        }
    }

    @Test
    void featuresGoMissingInTheViewsAndNotInTheCases() {
        try (Scope scope = Scope.open();
                ModelPredictor predictor = predictor(FusionForm.DISTILLED_VIEWS)) {
            ViewsNetwork network = views(predictor);
            Batch batch = predictor.batch(Toy.cohort(24, 3).cases());
            Views views = network.views(batch);
            Tokens whole = Tokens.concat(network.marked(batch, Pass.inference()));
            Tokens still = network.rows(views, batch, Pass.inference());
            Tokens rows = network.rows(views, batch, Pass.training(7, OWNERS));
            assertThat(rows.present().slice(0, 0, 24).toBooleans())
                    .isEqualTo(whole.present().toBooleans());
            assertThat(rows.present().and(still.present().not()).toBooleans()).doesNotContain(true);
            long lost = views.of().length - count(views, views.kept().size() - 1);
            assertThat(present(rows, lost)).isLessThan(present(still, lost));
            assertThat(rows.present().toFloat().sum(false, 1).gt(0).toBooleans())
                    .isEqualTo(still.present().toFloat().sum(false, 1).gt(0).toBooleans());
        }
    }

    @Test
    void whatAnAbsentCellHoldsTeachesNothing() {
        try (Scope scope = Scope.open();
                ModelPredictor predictor = predictor(FusionForm.DISTILLED_VIEWS)) {
            ViewsNetwork network = views(predictor);
            Batch batch = predictor.batch(Toy.cohort(24, 3).cases());
            Map<String, TableBatch> tables = new LinkedHashMap<>();
            batch.tables()
                    .forEach((name, table) -> tables.put(
                            name,
                            new TableBatch(
                                    table.values().maskedFill(table.present().not(), 1e9), table.present())));
            Batch other = new Batch(batch.size(), tables, batch.images(), batch.labels());
            Map<String, float[]> gradients = gradients(network, batch);
            gradients(network, other)
                    .forEach((name, found) -> assertThat(found).as(name).isEqualTo(gradients.get(name)));
            assertThat(gradients).hasSizeGreaterThan(10);
        }
    }

    private static Map<String, float[]> gradients(ViewsNetwork network, Batch batch) {
        network.parameters().values().forEach(weight -> weight.gradient().ifPresent(g -> g.assign(g.times(0))));
        network.loss(batch, Pass.training(7, OWNERS), UncertainPolicy.IGNORE).backward();
        Map<String, float[]> found = new LinkedHashMap<>();
        network.parameters().forEach((name, weight) -> weight.gradient().ifPresent(g -> found.put(name, g.toFloats())));
        return found;
    }

    private static double present(Tokens rows, long from) {
        return rows.present().slice(0, from, rows.batch()).toFloat().sum().item();
    }

    private static long count(Views views, int view) {
        return Arrays.stream(views.of()).filter(v -> v == view).count();
    }

    private static List<Tokens> left(List<Tokens> parts, Set<Integer> kept) {
        List<Tokens> left = new ArrayList<>();
        for (int m = 0; m < parts.size(); m++) {
            Tokens all = parts.get(m);
            Tensor nothing = all.present().and(all.present().not());
            left.add(kept.contains(m) ? all : Tokens.of(all.values(), nothing));
        }
        return left;
    }

    private static double loss(Tensor logits, Tensor labels) {
        return MaskedLoss.of(logits, labels, UncertainPolicy.IGNORE).item();
    }

    private static ViewsNetwork views(ModelPredictor predictor) {
        ViewsNetwork network = (ViewsNetwork) predictor.network();
        assertThat(network.losesFeatures(new FewerFeatures(0.3, 0.7))).isTrue();
        return network;
    }

    private static ModelPredictor predictor(FusionForm fusion) {
        return Toy.predictor(Toy.spec(BlockStyle.PRENORM, ReadoutForm.FLATTENED, ModelSpec.Gaps.MASKED, fusion), 5);
    }
}
