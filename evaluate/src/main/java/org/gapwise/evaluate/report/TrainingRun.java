package org.gapwise.evaluate.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.gapwise.core.DataException;
import org.gapwise.core.file.Json;

/**
 * How one training went.
 *
 * @param name of the model or stage
 * @param best the epoch with the best figure on the validation part
 */
public record TrainingRun(String name, List<Epoch> epochs, OptionalInt best) {

    /**
     * @param number from 1
     * @param validAuroc macro AUROC on the validation part
     */
    public record Epoch(int number, OptionalDouble trainLoss, OptionalDouble validLoss, OptionalDouble validAuroc) {}

    public TrainingRun {
        epochs = List.copyOf(epochs);
    }

    /**
     * The stages of a metrics.jsonl, in its order.
     *
     * @param jsonLines one epoch a line: stage, epoch, loss, valid_loss, valid_auroc
     * @param byAuroc whether the best epoch is the one of the highest AUROC, not of the lowest loss
     */
    public static List<TrainingRun> read(String jsonLines, boolean byAuroc) {
        Map<String, List<Epoch>> stages = new LinkedHashMap<>();
        int number = 0;
        for (String line : jsonLines.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                JsonNode json = parsed(line, number);
                stages.computeIfAbsent(json.path("stage").asText("training"), s -> new ArrayList<>())
                        .add(new Epoch(
                                json.path("epoch").asInt(),
                                figure(json, "loss"),
                                figure(json, "valid_loss"),
                                figure(json, "valid_auroc")));
            }
        }
        List<TrainingRun> runs = new ArrayList<>();
        stages.forEach((name, epochs) -> runs.add(new TrainingRun(name, epochs, best(epochs, byAuroc))));
        return runs;
    }

    private static JsonNode parsed(String line, int number) {
        try {
            return Json.parse(line);
        } catch (JsonProcessingException e) {
            throw new DataException(
                    "the line is not JSON", "metrics.jsonl, line " + number, "remove the line or train again");
        }
    }

    private static OptionalDouble figure(JsonNode json, String name) {
        return json.path(name).isNumber() ? OptionalDouble.of(json.path(name).doubleValue()) : OptionalDouble.empty();
    }

    /** The first epoch of the best figure. */
    private static OptionalInt best(List<Epoch> epochs, boolean byAuroc) {
        Comparator<Epoch> worse = byAuroc
                ? Comparator.comparingDouble(e -> -e.validAuroc().orElse(0))
                : Comparator.comparingDouble(e -> e.validLoss().orElse(Double.POSITIVE_INFINITY));
        Optional<Epoch> best = epochs.stream().min(worse);
        return best.isPresent() ? OptionalInt.of(best.get().number()) : OptionalInt.empty();
    }
}
