package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.PredictionJson;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.Spreadsheet;

/** Predictions as CSV for tables, as text for a person, and as JSON for a program. */
final class Answers {

    private final Schema schema;

    Answers(Schema schema) {
        this.schema = schema;
    }

    /** The case key, a probability a target, what was used, what was absent. */
    void head(Writer out) throws IOException {
        out.write(Spreadsheet.cell(schema.caseKey()));
        for (String target : schema.targetNames()) {
            out.write("," + Spreadsheet.cell(target));
        }
        out.write(",used,absent\n");
    }

    void row(Writer out, Prediction prediction) throws IOException {
        out.write(Spreadsheet.cell(prediction.caseId()));
        for (String target : schema.targetNames()) {
            out.write("," + prediction.probability(target));
        }
        out.write("," + list(prediction.used()) + "," + list(prediction.absent()) + "\n");
    }

    /** Highest probability first. */
    String text(Prediction prediction) {
        StringBuilder text = new StringBuilder();
        int width = schema.targetNames().stream().mapToInt(String::length).max().orElse(1);
        prediction.probabilities().entrySet().stream()
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .forEach(e -> text.append(String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %.4f%s%n",
                        e.getKey(),
                        e.getValue(),
                        said(prediction, e.getKey()))));
        text.append("used:   ").append(names(prediction.used())).append('\n');
        text.append("absent: ").append(names(prediction.absent())).append('\n');
        prediction
                .warnings()
                .forEach(warning -> text.append("note: ").append(warning).append('\n'));
        return text.toString();
    }

    ObjectNode tree(Prediction prediction) {
        ObjectNode tree = Json.object();
        tree.put(schema.caseKey(), prediction.caseId());
        return PredictionJson.write(prediction, tree);
    }

    /** What follows from a probability, where the model was calibrated. */
    private static String said(Prediction prediction, String target) {
        return prediction
                .decision(target)
                .map(d -> "  " + (d.flagged() ? "flagged  " : "         ")
                        + d.verdict().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static String list(List<String> names) {
        return Spreadsheet.cell(String.join(";", names));
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "nothing" : names.stream().collect(Collectors.joining(", "));
    }
}
