package org.gapwise.evaluate.monitor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.metrics.Holm;
import org.gapwise.core.monitor.Census;
import org.gapwise.core.monitor.Head;
import org.gapwise.core.monitor.LogReader;
import org.gapwise.core.monitor.ModelId;

/** Follows the chain of a prediction log, and compares each window of it with a reference. */
public final class Monitoring {

    /** Answers that are compared though they fill no window. */
    private static final int FEWEST = 100;

    private final Options options;

    public Monitoring(Options options) {
        this.options = options;
    }

    /** What windows are compared with. */
    public sealed interface Reference {

        /** What the log says of the model's training cases, and of its answers about validation cases. */
        record Training() implements Reference {}

        /** The first window. */
        record First() implements Reference {}

        /** All of another log. */
        record Other(Path log) implements Reference {}
    }

    /**
     * How to look.
     *
     * @param window cases of a window
     * @param alpha chance of any false alarm in the whole report
     * @param anchors heads of the log from before
     */
    public record Options(Reference reference, int window, double alpha, List<Head> anchors) {

        public Options {
            anchors = List.copyOf(anchors);
            if (window < FEWEST || !(alpha > 0 && alpha < 1)) {
                throw new IllegalArgumentException("a window has at least " + FEWEST + " cases, alpha is a share");
            }
        }
    }

    /**
     * What was seen.
     *
     * @param lost lines that the log says it could not hold
     */
    public record Result(Options options, LogReader.Reading reading, long lost, List<Watched> models) {

        public Result {
            models = List.copyOf(models);
        }

        /** How many comparisons raise an alarm. */
        public long alarms() {
            return drifts(models).filter(drift -> drift.alarms(options.alpha())).count();
        }

        public long tests() {
            return drifts(models).filter(drift -> drift.p().isPresent()).count();
        }
    }

    private static Stream<Drift> drifts(List<Watched> models) {
        return models.stream().flatMap(model -> model.windows().stream()).flatMap(window -> window.drifts().stream());
    }

    /** A chain that is broken is a {@link DataException} that names the line. */
    public Result of(Path log) {
        LogCount.Result counted = LogCount.of(log, options.anchors(), options.window());
        Optional<LogCount.Result> other = options.reference() instanceof Reference.Other named
                ? Optional.of(LogCount.of(named.log(), List.of(), Integer.MAX_VALUE))
                : Optional.empty();
        List<Watched> models = new ArrayList<>();
        counted.models().forEach((model, tally) -> watched(model, tally, other).ifPresent(models::add));
        if (models.isEmpty()) {
            throw new DataException(
                    "it holds fewer than " + FEWEST + " answers of any model.",
                    log.toString(),
                    "Wait for more, or look at a longer log.");
        }
        return new Result(options, counted.reading(), counted.lost(), corrected(models));
    }

    private Optional<Watched> watched(ModelId model, LogCount.Tally tally, Optional<LogCount.Result> other) {
        tally.closeFrom(Math.max(FEWEST, options.window() / 2));
        if (tally.windows().isEmpty()) {
            return Optional.empty();
        }
        Optional<Census> told = tally.opened().reference();
        boolean first = options.reference() instanceof Reference.First || other.isEmpty() && told.isEmpty();
        Census reference = other.map(result -> of(result, model))
                .orElseGet(() -> first ? tally.windows().get(0).census() : told.orElseThrow());
        String origin = other.isPresent() ? "another log" : first ? "the first window" : "the training cases";
        Map<String, List<String>> modalities = tally.opened().modalities();
        List<Window> windows = new ArrayList<>();
        for (Window window : tally.windows()) {
            boolean itself = first && windows.isEmpty();
            windows.add(itself ? window : window.with(Comparing.of(reference, window.census(), modalities)));
        }
        return Optional.of(new Watched(model, modalities, origin, reference, windows, tally.waiting()));
    }

    private static Census of(LogCount.Result other, ModelId model) {
        for (Map.Entry<ModelId, LogCount.Tally> each : other.models().entrySet()) {
            if (each.getKey().digest().equals(model.digest())) {
                each.getValue().closeFrom(FEWEST);
                if (!each.getValue().windows().isEmpty()) {
                    return each.getValue().windows().get(0).census();
                }
            }
        }
        throw new DataException(
                "it holds fewer than " + FEWEST + " answers of the model " + model + ".",
                "the log of the reference",
                "Give one that the same model wrote, byte for byte.");
    }

    /** Adjusted p-values of one of two families, which have half of the chance of a false alarm each. */
    private static List<OptionalDouble> family(List<Watched> models, boolean leading) {
        List<OptionalDouble> own = drifts(models)
                .map(drift -> drift.kind().leads() == leading ? drift.p() : OptionalDouble.empty())
                .toList();
        return Holm.adjust(own).stream()
                .map(p -> p.isPresent() ? OptionalDouble.of(Math.min(1, 2 * p.getAsDouble())) : p)
                .toList();
    }

    /** With p-values for all tests together. */
    static List<Watched> corrected(List<Watched> models) {
        List<OptionalDouble> leading = family(models, true);
        List<OptionalDouble> following = family(models, false);
        List<Watched> all = new ArrayList<>();
        int at = 0;
        for (Watched model : models) {
            List<Window> windows = new ArrayList<>();
            for (Window window : model.windows()) {
                List<Drift> drifts = new ArrayList<>();
                for (Drift drift : window.drifts()) {
                    drifts.add(drift.with((drift.kind().leads() ? leading : following).get(at++)));
                }
                windows.add(window.with(drifts));
            }
            all.add(model.with(windows));
        }
        return all;
    }
}
