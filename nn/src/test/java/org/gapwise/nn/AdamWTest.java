package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdamWTest {
    /** One number, stepped as the paper writes it. */
    private static final class Reference {
        double value;
        double first;
        double second;
        int steps;

        Reference(double value) {
            this.value = value;
        }

        void step(double gradient, double rate, double decay) {
            steps++;
            value -= rate * decay * value;
            first = 0.9 * first + 0.1 * gradient;
            second = 0.999 * second + 0.001 * gradient * gradient;
            double mean = first / (1 - Math.pow(0.9, steps));
            double square = second / (1 - Math.pow(0.999, steps));
            value -= rate * mean / (Math.sqrt(square) + 1e-8);
        }
    }

    @Test
    void stepsAsTheAlgorithmIsWritten() {
        Tensor x = Tensor.of(new float[] {1.5f}, 1).requiresGrad();
        Reference reference = new Reference(1.5);
        try (AdamW adam = new AdamW(List.of(new ParameterGroup("all", Map.of("x", x), 0.05, 0.1)))) {
            for (int i = 0; i < 200; i++) {
                if (i == 100) {
                    adam.learnAt("all", 0.01);
                }
                reference.step(2 * (x.item() - 3), i < 100 ? 0.05 : 0.01, 0.1);
                step(adam, x.minus(3).square().sum());
                assertThat((double) x.item()).isCloseTo(reference.value, within(2e-5));
            }
        }
        assertThat(x.item()).isBetween(2.5f, 3.1f);
    }

    @Test
    void whatNoGradientReachesStays() {
        Tensor x = Tensor.ones(2).requiresGrad();
        Tensor idle = Tensor.ones(2).requiresGrad();
        try (AdamW adam = new AdamW(List.of(
                new ParameterGroup("a", Map.of("x", x), 0.1, 0.1),
                new ParameterGroup("b", Map.of("idle", idle), 0.1, 0.1)))) {
            step(adam, x.plus(idle).sum());
            float[] before = idle.toFloats();
            step(adam, x.sum());
            assertThat(idle.toFloats()).isEqualTo(before);
            assertThat(adam.state().get("steps.idle").toLongs()).containsExactly(1);
            assertThat(adam.state().get("steps.x").toLongs()).containsExactly(2);
        }
    }

    /** The kernel takes memory as it lies; what lies otherwise has to be brought into order first. */
    @Test
    void howParametersAndGradientsLieInMemoryChangesNothing() {
        Tensor values = Init.normal(new SplittableRandom(1), 1, 2, 3, 4, 5);
        Tensor plain = values.copy().requiresGrad();
        Tensor turned = values.channelsLast().detach().requiresGrad();
        try (AdamW adam =
                new AdamW(List.of(new ParameterGroup("all", Map.of("plain", plain, "turned", turned), 0.05, 0.1)))) {
            for (int i = 0; i < 3; i++) {
                Tensor gradient = Init.normal(new SplittableRandom(i), 1, 2, 3, 4, 5);
                plain.raw().mutable_grad().put(gradient.raw());
                turned.raw().mutable_grad().put((i == 0 ? gradient : gradient.channelsLast()).raw());
                adam.step();
            }
            assertThat(turned.toFloats()).isEqualTo(plain.toFloats()).isNotEqualTo(values.toFloats());
            assertThat(adam.state().get("first.turned").toFloats())
                    .isEqualTo(adam.state().get("first.plain").toFloats());
        }
    }

    @Test
    void aResumedRunEqualsAnUnbrokenOne(@TempDir Path folder) {
        Path file = folder.resolve("state.safetensors");
        Linear unbroken = layer();
        try (AdamW adam = adam(unbroken)) {
            train(unbroken, adam, 0, 10);
            Safetensors.write(file, adam.state(), Map.of());
            Safetensors.write(folder.resolve("w"), unbroken.state(), Map.of());
            train(unbroken, adam, 10, 20);
        }
        Linear resumed = layer();
        try (AdamW adam = adam(resumed);
                Safetensors state = Safetensors.open(file);
                Safetensors weights = Safetensors.open(folder.resolve("w"))) {
            resumed.load(weights.tensors());
            adam.load(state.tensors());
            train(resumed, adam, 10, 20);
        }
        resumed.state().forEach((name, tensor) -> assertThat(tensor.toFloats())
                .isEqualTo(unbroken.state().get(name).toFloats()));
    }

    @Test
    void aStateThatDoesNotFitIsRefused() {
        try (AdamW adam = adam(layer())) {
            assertThatThrownBy(() -> adam.load(Map.of("first.weight", Tensor.ones(1), "odd", Tensor.ones(1))))
                    .hasMessageContaining("first.weight is [1], not [3, 4]")
                    .hasMessageContaining("second.bias is missing")
                    .hasMessageContaining("odd is not known");
            assertThatThrownBy(() -> adam.learnAt("none", 1)).hasMessageContaining("[all]");
        }
    }

    @Test
    void aMeanOfWeightsFollowsAndSwaps() {
        Tensor x = Tensor.zeros(1);
        try (Ema ema = new Ema(Map.of("x", x), 0.9)) {
            x.assign(Tensor.ones(1));
            ema.update();
            assertThat(ema.state().get("x").item()).isCloseTo(0.1f, within(1e-6f));
            ema.swap();
            assertThat(x.item()).isCloseTo(0.1f, within(1e-6f));
            ema.swap();
            assertThat(x.item()).isEqualTo(1);
        }
    }

    private static Linear layer() {
        return new Linear(4, 3, true, new SplittableRandom(1));
    }

    private static AdamW adam(Linear layer) {
        return new AdamW(List.of(new ParameterGroup("all", layer.parameters(), 0.01, 0.1)));
    }

    private static void train(Linear layer, AdamW adam, int from, int to) {
        for (int i = from; i < to; i++) {
            try (Scope scope = Scope.open()) {
                Tensor x = Init.normal(new SplittableRandom(i), 1, 8, 4);
                step(
                        adam,
                        Pass.training(i).dropout(layer.apply(x), 0.2).square().mean());
            }
        }
    }

    private static void step(AdamW adam, Tensor loss) {
        adam.zeroGradients();
        loss.backward();
        adam.clipNorm(100);
        adam.step();
    }
}
