package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gapwise.core.Progress;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Predictor;
import org.gapwise.data.image.ImageStore;
import org.gapwise.data.image.StoredCohort;
import org.gapwise.data.table.TableCohort;
import org.gapwise.evaluate.explain.HeatMap;
import org.gapwise.evaluate.explain.NextMeasurement;
import org.gapwise.evaluate.explain.Occlusion;
import org.gapwise.evaluate.explain.Shapley;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.model.Explainer;

/** Explains answers of a served model as {@code gapwise explain} does, one at a time and within a time. */
final class ModelExplainer implements Explainer {

    private static final int ORDERS = 32;
    private static final int GRID = 8;
    private static final int PICTURES = 200;
    private static final long SEED = 1;
    private static final int WAITING = 4;
    private static final int UNAVAILABLE = 503;

    private final InTime predictor;
    private final int side;
    private final Duration time;
    private final Optional<Training> training;
    private final Semaphore turn;

    /**
     * What explanations may use.
     *
     * @param schema of the training table
     * @param time for one
     */
    record Terms(Optional<Path> schema, Duration time) {

        /** No training table, and half a minute. */
        static Terms none() {
            return new Terms(Optional.empty(), Duration.ofSeconds(30));
        }
    }

    /** What is kept of the training table: donors, and a mean picture a modality. */
    private record Training(Cohort whole, Cohort cases, NextMeasurement measurement, Map<String, Pixels> means) {}

    private ModelExplainer(InTime predictor, int side, Duration time, Optional<Training> training, Semaphore turn) {
        this.turn = turn;
        this.predictor = predictor;
        this.side = side;
        this.time = time;
        this.training = training;
    }

    /**
     * @param side pixels of a side of a picture as the model reads it
     * @param turn of all models: explanations take thousands of answers, and those who only want one shall not wait
     *     behind several
     */
    static ModelExplainer open(Bundle bundle, Predictor predictor, int side, Terms terms, Semaphore turn) {
        InTime asked = new InTime(predictor);
        Optional<Training> training = terms.schema().map(table -> training(bundle, asked, table, side));
        return new ModelExplainer(asked, side, terms.time(), training, turn);
    }

    private static Training training(Bundle bundle, Predictor predictor, Path table, int side) {
        Cohort whole = StoredCohort.of(TableCohort.open(table), side, ImageStore.usualCache(), Progress.silent());
        Cohort cases = new MemoryCohort(
                predictor.schema().with(whole.schema().costs()),
                new ModelPart("train").of(bundle, whole, table).cases());
        NextMeasurement.Options options = NextMeasurement.Options.usual(SEED);
        return new Training(whole, cases, new NextMeasurement(predictor, cases, options), new ConcurrentHashMap<>());
    }

    @Override
    public Set<Part> parts() {
        return training.isPresent() ? EnumSet.allOf(Part.class) : EnumSet.complementOf(EnumSet.of(Part.NEXT));
    }

    @Override
    public ObjectNode explain(Case one, String target, Part part) {
        if (part == Part.PICTURES) {
            return pictures(one);
        }
        long until = System.nanoTime() + time.toNanos();
        if (turn.getQueueLength() >= WAITING || !acquired()) {
            throw new Refusal(UNAVAILABLE, "others are having their answers explained.", "", "Ask again in a moment.");
        }
        try {
            predictor.begin(Duration.ofNanos(until - System.nanoTime()));
            return switch (part) {
                case SHARES -> shares(one, target);
                case MAPS -> maps(one, target);
                default -> next(one, target);
            };
        } finally {
            turn.release();
        }
    }

    private boolean acquired() {
        try {
            return turn.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ObjectNode pictures(Case one) {
        ObjectNode tree = Json.object();
        ObjectNode pictures = tree.putObject("pictures");
        one.images().forEach((modality, source) -> {
            Pixels pixels = source.read(side);
            pictures.putObject(modality)
                    .put("channels", pixels.channels())
                    .put("height", pixels.height())
                    .put("width", pixels.width())
                    .put("values", Base64.getEncoder().encodeToString(pixels.values()));
        });
        return tree;
    }

    private ObjectNode shares(Case one, String target) {
        Shapley shapley = new Shapley(predictor, target, ORDERS, SEED);
        ObjectNode tree = Json.object();
        tree.set("modalities", Json.tree(shapley.modalities(one)));
        tree.set("inputs", Json.tree(shapley.inputs(one)));
        return tree;
    }

    private ObjectNode maps(Case one, String target) {
        ObjectNode tree = Json.object();
        ArrayNode maps = tree.putArray("heat_maps");
        one.images().forEach((modality, picture) -> maps.add(Json.tree(map(one, modality, target, picture))));
        return tree;
    }

    private HeatMap map(Case one, String modality, String target, ImageSource picture) {
        Occlusion occlusion = new Occlusion(predictor);
        Pixels baseline = training.map(known -> known.means()
                        .computeIfAbsent(modality, name -> Occlusion.mean(known.cases(), name, PICTURES, side)))
                .orElseGet(() -> Occlusion.flat(picture, side));
        String method = training.isPresent() ? occlusion.method() : Occlusion.FLAT_METHOD;
        return new HeatMap(method, modality, occlusion.cells(one, modality, target, baseline, GRID));
    }

    private ObjectNode next(Case one, String target) {
        ObjectNode tree = Json.object();
        tree.set("next", Json.tree(training.orElseThrow().measurement().ranked(one, target)));
        return tree;
    }

    @Override
    public void close() {
        training.ifPresent(known -> known.whole().close());
    }
}
