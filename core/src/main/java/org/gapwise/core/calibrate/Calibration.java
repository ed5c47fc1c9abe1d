package org.gapwise.core.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.BundleException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.file.Json;

/**
 * What was learned about a model's answers on cases it was not trained on: calibration.json of its bundle.
 *
 * @param version of the format
 * @param part which cases it was learned on
 * @param cases how many
 * @param groups how many patients
 * @param coverage how often a prediction set should hold the truth
 * @param labels those with enough cases of both classes; the others stay as the model answers them
 */
public record Calibration(
        int version, String part, int cases, int groups, double coverage, List<LabelCalibration> labels) {

    public static final int VERSION = 1;
    public static final String FILE = "calibration.json";

    public Calibration {
        labels = List.copyOf(labels);
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("version is " + version + ", this release reads up to " + VERSION);
        }
        if (!(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("coverage is " + coverage + ", must be between 0 and 1");
        }
    }

    /** Of a bundle; empty when it was never calibrated. */
    public static Optional<Calibration> of(Bundle bundle) {
        if (!Files.exists(bundle.file(FILE))) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(bundle.text(FILE)));
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    "it cannot be read: " + e.getOriginalMessage() + ".",
                    bundle.file(FILE).toString(),
                    "Use the release that wrote it, or calibrate again.");
        }
    }

    /** From the text of a file. */
    public static Calibration parse(String text) throws JsonProcessingException {
        return Json.bind(Json.parse(text), Calibration.class);
    }

    /** A text that {@link #parse} reads back. */
    public String toJson() {
        return Json.text(this);
    }

    /** What was learned about a target; empty when there were too few cases. */
    public Optional<LabelCalibration> label(String target) {
        return labels.stream().filter(l -> l.target().equals(target)).findFirst();
    }
}
