package org.gapwise.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.Network;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.AdamW;
import org.gapwise.nn.Native;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.ParameterGroup;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Precision;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.Scope;

/** Gapwise itself. */
final class Ours implements Contender {

    private static final long SEED = 1;

    private final String name;
    private final Network network;
    /** The same weights as a model is opened for prediction. */
    private final Network opened;

    private final AdamW optimizer;
    private final double work;
    private final Map<Scene, Batch> batches = new LinkedHashMap<>();

    private Ours(String name, Supplier<Network> maker, Workload workload, List<Scene> scenes) {
        this.name = name;
        network = maker.get();
        network.losesFeatures(Bookkeeping.FEWER);
        opened = maker.get();
        opened.settle();
        this.work = network.multiplications();
        // At a rate of 0 every step is the first one: weights stay as they are, and the arithmetic is the same.
        optimizer = new AdamW(List.of(new ParameterGroup("all", network.parameters(), 0, 0.01)));
        scenes.forEach(scene -> batches.put(scene, Inputs.of(workload, scene)));
    }

    static Ours whole(Workload work, List<Scene> scenes) {
        return new Ours("Gapwise", () -> Network.joint(work.schema(), work.spec(), SEED), work, scenes);
    }

    /** The image encoder and a head by themselves, on whole batches. */
    static Ours vision(Workload work) {
        Schema schema = work.schema();
        Supplier<Network> alone = () -> Network.unimodal(schema.images().get(0), work.targets(), work.spec(), SEED);
        return new Ours("Gapwise, image encoder alone", alone, work, List.of(Scene.FULL));
    }

    @Override
    public String name() {
        return name;
    }

    void write(Path weights) {
        Safetensors.write(weights, network.state(), Map.of());
    }

    @Override
    public Step step(Scene scene, Precision precision) {
        Native.suit(work);
        try (Scope scope = Scope.open()) {
            Watch passes = new Watch();
            optimizer.zeroGradients();
            Batch batch = batch(scene);
            precision
                    .run(() -> network.loss(batch, Pass.training(SEED), UncertainPolicy.IGNORE))
                    .backward();
            Took first = passes.read();
            Watch moving = new Watch();
            optimizer.step();
            return new Step(first, moving.read());
        }
    }

    @Override
    public Reply predict(Scene scene, Precision precision, int cases) {
        Native.suit(work);
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on()) {
            Batch batch = Inputs.part(batch(scene), 0, cases);
            Watch watch = new Watch();
            float[] probabilities = precision
                    .run(() -> opened.forward(batch, Pass.inference()))
                    .sigmoid()
                    .toFloats();
            return new Reply(watch.read(), probabilities);
        }
    }

    private Batch batch(Scene scene) {
        Batch batch = batches.get(scene);
        if (batch == null) {
            throw new IllegalArgumentException("no batch was made for " + scene);
        }
        return batch;
    }

    @Override
    public void close() {
        optimizer.close();
        network.close();
        opened.close();
    }
}
