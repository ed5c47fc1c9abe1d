package org.gapwise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.gapwise.core.BundleException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.file.Json;
import org.gapwise.evaluate.report.TrainingRun;
import org.gapwise.evaluate.report.TrainingRun.Epoch;
import org.gapwise.train.Plan;
import org.gapwise.train.StagePlan;

/** How a bundle was trained, out of its metrics.jsonl. */
final class TrainingCurves {

    private static final String FILE = "metrics.jsonl";

    private TrainingCurves() {}

    /** One run a stage, called {@code name: stage}. */
    static List<TrainingRun> of(Bundle bundle, String name) {
        Map<String, List<Epoch>> stages = new LinkedHashMap<>();
        for (String line : bundle.text(FILE).lines().toList()) {
            JsonNode epoch = parse(bundle, line);
            stages.computeIfAbsent(epoch.path("stage").asText(), stage -> new ArrayList<>())
                    .add(new Epoch(
                            epoch.path("epoch").asInt(),
                            number(epoch, "loss"),
                            number(epoch, "valid_loss"),
                            number(epoch, "valid_auroc")));
        }
        Plan plan =
                Plan.parse(bundle.text("plan.toml"), bundle.file("plan.toml").toString());
        List<TrainingRun> runs = new ArrayList<>();
        stages.forEach((stage, epochs) -> {
            StagePlan stagePlan = stage.startsWith("pretrain-") ? plan.pretrain() : plan.train();
            String title = stages.size() == 1 ? name : name + ", " + stage;
            runs.add(new TrainingRun(title, epochs, best(epochs, stagePlan.schedule())));
        });
        return runs;
    }

    /** The epoch whose weights were kept: the last one that improved by more than the margin. */
    private static OptionalInt best(List<Epoch> epochs, StagePlan.SchedulePlan schedule) {
        double best = Double.MAX_VALUE;
        OptionalInt kept = OptionalInt.empty();
        int from = schedule.kind().equals("plateau") ? schedule.warmup() : 0;
        for (Epoch epoch : epochs) {
            double score = schedule.monitor().equals("auroc")
                    ? -epoch.validAuroc().orElse(0)
                    : epoch.validLoss().orElse(Double.MAX_VALUE);
            if (epoch.number() > from && score < best - schedule.margin()) {
                best = score;
                kept = OptionalInt.of(epoch.number());
            }
        }
        return kept;
    }

    private static OptionalDouble number(JsonNode epoch, String key) {
        JsonNode value = epoch.path(key);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    private static JsonNode parse(Bundle bundle, String line) {
        try {
            return Json.parse(line);
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    "a line is not valid JSON.", bundle.file(FILE).toString(), "Restore the bundle or train again.");
        }
    }
}
