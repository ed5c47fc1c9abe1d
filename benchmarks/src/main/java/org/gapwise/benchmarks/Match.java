package org.gapwise.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.gapwise.core.Progress;
import org.gapwise.core.file.Json;
import org.gapwise.model.ModelSpec;
import org.gapwise.nn.Native;
import org.gapwise.nn.Precision;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.Scope;

/** All contenders at one workload, taking turns. */
final class Match implements AutoCloseable {

    /** Of a feature that is no number. */
    static final int LEVELS = 2;

    private static final double WARM_SECONDS = 8;

    /**
     * How often what is quick is asked for in a round, of which the one in the middle counts: the first comes right after
     * somebody else's turn, as no step of a training does and no case that a server gets.
     */
    private static final int REPEATS = 5;
    /** Seconds of a step that is quick. */
    private static final double QUICK = 1;

    private final Workload work;
    private final List<Scene> scenes;
    private final Ours ours;
    private final Ours vision;
    private final Bookkeeping bookkeeping;
    private final List<Peer> peers = new ArrayList<>();
    private final Series series = new Series();
    /** How often steps and whole batches are asked for in a round. */
    private int repeats = 1;

    Match(Workload work, List<Scene> scenes) {
        this.work = work;
        this.scenes = scenes;
        ours = Ours.whole(work, scenes);
        vision = Ours.vision(work);
        bookkeeping = new Bookkeeping(work, scenes);
    }

    Workload work() {
        return work;
    }

    Series series() {
        return series;
    }

    List<String> peers() {
        return peers.stream().map(Peer::name).toList();
    }

    /** Hands a peer the same weights and inputs. */
    void invite(Peer peer, Path folder, String authors) {
        peers.add(peer);
        Path weights = folder.resolve(work.name() + "-weights.safetensors");
        ours.write(weights);
        peer.say(spec().put("weights", weights.toString())
                .put("authors", authors)
                .put("fused", authors.isEmpty()));
        try (Scope scope = Scope.open()) {
            for (Scene scene : scenes) {
                Path file = folder.resolve("inputs.safetensors");
                Safetensors.write(file, Inputs.named(Inputs.of(work, scene)), Map.of());
                peer.say(Json.object()
                        .put("do", "load")
                        .put("scene", scene.label())
                        .put("file", file.toString()));
            }
        }
    }

    private ObjectNode spec() {
        ModelSpec spec = work.spec();
        ObjectNode open = Json.object().put("do", "open").put("threads", Native.threads());
        open.put("features", work.features()).put("numeric", work.numeric()).put("levels", LEVELS);
        open.put("targets", work.targets()).put("width", spec.size().width());
        open.put("heads", spec.size().heads()).put("feed_forward", spec.size().feedForward());
        open.put("dropout", spec.size().dropout()).put("table_depth", spec.tableDepth());
        open.put("fusion_depth", spec.fusionDepth()).put("block", spec.block().word());
        open.put("modality_token", spec.modalityToken().word());
        open.put("fusion", spec.fusion().word()).put("image_size", spec.image().size());
        open.put("tokens", spec.image().tokens().word());
        open.put("scale", spec.image().scale().word()).put("image_tokens", Flops.imageTokens(work));
        return open;
    }

    /** Largest difference between our probabilities and another's on the whole batch. */
    double difference(Contender other, Precision precision) {
        float[] a = ours.predict(Scene.FULL, Precision.FP32, work.batch()).probabilities();
        float[] b = other.predict(Scene.FULL, precision, work.batch()).probabilities();
        double most = a.length == b.length ? 0 : Double.NaN;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }

    Ours ours() {
        return ours;
    }

    Peer peer(int index) {
        return peers.get(index);
    }

    /** Runs what is ours until Java has compiled it, as it is after the first seconds of training; tells if steps are quick. */
    void warm(List<Precision> precisions) {
        Watch watch = new Watch();
        do {
            for (Precision precision : precisions) {
                turn(ours, Scene.FULL, precision, false);
            }
        } while (watch.read().wall() < WARM_SECONDS);
        Contender.Step step = middle(3, () -> ours.step(Scene.FULL, precisions.get(0)), s -> s.whole()
                .wall());
        repeats = step.whole().wall() < QUICK ? REPEATS : 1;
        Watch again = new Watch();
        do {
            bookkeeping.run(Scene.FULL);
        } while (again.read().wall() < WARM_SECONDS / 4);
    }

    /** Everybody once with everything; a round to warm up is not kept. */
    void round(boolean kept, List<Precision> precisions, Progress progress) {
        for (Precision precision : precisions) {
            turn(vision, Scene.FULL, precision, kept);
            progress.step(1);
            for (Scene scene : scenes) {
                turn(ours, scene, precision, kept);
                Contender.Took took = middle(repeats, () -> bookkeeping.run(scene), Contender.Took::wall);
                if (kept) {
                    series.add(new Key(ours.name(), precision, Key.Operation.BOOKKEEPING, scene), took);
                }
                for (Peer peer : peers) {
                    if (!peer.name().equals(Bench.AUTHORS) || telling(scene, precision)) {
                        turn(peer, scene, precision, kept);
                    }
                }
                progress.step(1);
            }
        }
    }

    /** The authors' modules compute what is absent as they do what is present, in 32 bits: few scenes tell all. */
    private static boolean telling(Scene scene, Precision precision) {
        return precision == Precision.FP32 && Scene.FEW.contains(scene);
    }

    private void turn(Contender who, Scene scene, Precision precision, boolean kept) {
        Native.expect(work.spec().size().width());
        Contender.Step step =
                middle(repeats, () -> who.step(scene, precision), s -> s.whole().wall());
        Contender.Took batch = middle(
                repeats, () -> who.predict(scene, precision, work.batch()).took(), Contender.Took::wall);
        Contender.Took one =
                middle(REPEATS, () -> who.predict(scene, precision, 1).took(), Contender.Took::wall);
        if (kept) {
            series.add(new Key(who.name(), precision, Key.Operation.STEP, scene), step.whole());
            series.add(new Key(who.name(), precision, Key.Operation.PASSES, scene), step.passes());
            series.add(new Key(who.name(), precision, Key.Operation.PREDICT, scene), batch);
            series.add(new Key(who.name(), precision, Key.Operation.ONE, scene), one);
        }
    }

    /** Of several the one that took neither long nor short. */
    private static <T> T middle(int times, Supplier<T> once, ToDoubleFunction<T> took) {
        return Stream.generate(once)
                .limit(times)
                .sorted(Comparator.comparingDouble(took))
                .toList()
                .get(times / 2);
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
        bookkeeping.close();
        vision.close();
        ours.close();
    }
}
