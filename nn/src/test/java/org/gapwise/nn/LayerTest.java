package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LayerTest {
    private static final class Net extends Layer {
        final Linear head;

        Net(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            parameter("token", Init.normal(random, 1, 1, 4));
            layer("stem", new Conv2d(new Conv2d.Shape(3, 4, 3, Window.of(1, 1)), false, random));
            layer("bn", new BatchNorm2d(4));
            layers("blocks", List.of(new LayerNorm(4), new LayerNorm(4)));
            head = layer("head", new Linear(4, 2, true, random));
        }
    }

    @Test
    void keysAreThePathsOfFieldsInOrder() {
        Net net = new Net(1);
        assertThat(net.state().keySet())
                .containsExactly(
                        "token",
                        "stem.weight",
                        "bn.weight",
                        "bn.bias",
                        "bn.running_mean",
                        "bn.running_var",
                        "blocks.0.weight",
                        "blocks.0.bias",
                        "blocks.1.weight",
                        "blocks.1.bias",
                        "head.weight",
                        "head.bias");
        assertThat(net.buffers()).containsOnlyKeys("bn.running_mean", "bn.running_var");
        assertThat(net.parameters()).hasSize(10).doesNotContainKey("bn.running_var");
        assertThat(net.count()).isEqualTo(4 + 4 * 27 + 8 + 16 + 10);
    }

    @Test
    void weightsOfASettledNetworkDoNotChange() {
        try (Net net = new Net(1);
                Net other = new Net(2)) {
            net.settle();
            assertThat(net.state().keySet()).isEqualTo(other.state().keySet());
            assertThatThrownBy(() -> net.load(other.state()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("settled");
        }
    }

    /** Halved once, they are what they would be if halved for every product; where gradients flow nothing changes. */
    @Test
    void aSettledLayerInSixteenBitsGivesWhatItGave() {
        try (Scope scope = Scope.open();
                Net net = new Net(1)) {
            Tensor x = Init.normal(new SplittableRandom(2), 1, 5, 4);
            float[] before = halfWithoutGradient(net, x);
            net.settle();
            assertThat(halfWithoutGradient(net, x)).isEqualTo(before);
            assertThat(halfWithoutGradient(net, x)).isEqualTo(before);
            Precision.BF16.run(() -> net.head.apply(x)).sum().backward();
            assertThat(net.parameters().get("head.weight").gradient()).isPresent();
        }
    }

    private static float[] halfWithoutGradient(Net net, Tensor x) {
        try (NoGrad guard = NoGrad.on()) {
            return Precision.BF16.run(() -> net.head.apply(x)).toFloats();
        }
    }

    @Test
    void startingWeightsDependOnTheSeedOnly() {
        assertThat(floats(new Net(3))).isEqualTo(floats(new Net(3)));
        assertThat(floats(new Net(3))).isNotEqualTo(floats(new Net(4)));
    }

    @Test
    void aStateGoesFromOneToAnother() {
        Net to = new Net(2);
        Map<String, Tensor> state = new LinkedHashMap<>(new Net(1).state());
        state.put("bn.num_batches_tracked", Tensor.of(new long[] {5}, 1));
        to.load(state);
        assertThat(floats(to)).isEqualTo(floats(new Net(1)));
    }

    @Test
    void allThatDoesNotFitIsNamedAtOnceAndNothingIsWritten() {
        Net net = new Net(2);
        Map<String, Tensor> state = new LinkedHashMap<>(new Net(1).state());
        state.remove("head.bias");
        state.put("tail.weight", Tensor.ones(1));
        state.put("stem.weight", Tensor.ones(2, 2));
        assertThatThrownBy(() -> net.load(state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing are head.bias")
                .hasMessageContaining("not known here are tail.weight")
                .hasMessageContaining("stem.weight is [2, 2], not [4, 3, 3, 3]");
        assertThat(floats(net)).isEqualTo(floats(new Net(2)));
    }

    @Test
    void aFrozenLayerLearnsNothing() {
        Net net = new Net(1);
        Tensor weight = net.head.parameters().get("weight");
        assertThat(weight).isNotNull();
        assertThat(weight.isTracked()).isTrue();
        net.freeze(name -> name.startsWith("stem"));
        assertThat(weight.isTracked()).isTrue();
        assertThat(net.parameters().get("stem.weight").isTracked()).isFalse();
        net.freeze();
        assertThat(net.parameters().values()).noneMatch(Tensor::isTracked);
    }

    @Test
    void twoPartsOfOneNameAreRefused() {
        assertThatThrownBy(() -> new Layer() {
                    {
                        buffer("x", Tensor.ones(1));
                        parameter("x", Tensor.ones(1));
                    }
                })
                .hasMessageContaining("two parts named x");
    }

    @Test
    void batchNormUsesTheBatchInTrainingOnly() {
        BatchNorm2d norm = new BatchNorm2d(1);
        Tensor x = Tensor.of(new float[] {1, 3}, 2, 1, 1, 1);
        assertThat(norm.apply(x, Pass.training(1)).toFloats()[1]).isBetween(0.99f, 1f);
        assertThat(norm.buffers().get("running_mean").item()).isEqualTo(0.2f);
        float before = norm.apply(x, Pass.inference()).toFloats()[1];
        assertThat(norm.apply(x.slice(0, 1, 2), Pass.inference()).item()).isEqualTo(before);
        assertThat(norm.apply(x.slice(0, 1, 2), Pass.training(1)).isFinite()).isTrue();
    }

    private static String floats(Layer layer) {
        StringBuilder all = new StringBuilder();
        layer.state().forEach((name, tensor) -> all.append(name).append(java.util.Arrays.toString(tensor.toFloats())));
        return all.toString();
    }
}
