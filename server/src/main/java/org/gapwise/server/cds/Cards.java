package org.gapwise.server.cds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Prediction;
import org.gapwise.server.fhir.Bedside;

/** An answer as the cards of CDS Hooks: one card, or none where nothing was there to look at. */
final class Cards {

    /** CDS Hooks wants fewer than 140 characters. */
    static final int LONGEST = 139;

    private static final int PERCENT = 100;

    private Cards() {}

    static ObjectNode of(Bedside bedside) {
        ObjectNode tree = Json.object();
        ArrayNode cards = tree.putArray("cards");
        Prediction prediction = bedside.prediction();
        if (!prediction.used().isEmpty()) {
            boolean flagged = prediction.decisions().values().stream().anyMatch(Decision::flagged);
            ObjectNode card = cards.addObject();
            card.put("summary", summary(prediction));
            card.put("detail", detail(bedside));
            card.put("indicator", flagged ? "warning" : "info");
            card.putObject("source")
                    .put(
                            "label",
                            "Gapwise, model " + bedside.model().name().name() + ", version "
                                    + bedside.model().name().version());
        }
        return tree;
    }

    /** As many targets as there is room for: those that are flagged, then the likeliest. */
    static String summary(Prediction prediction) {
        int known = prediction.used().size();
        String end = "; " + known + " of " + (known + prediction.absent().size()) + " inputs known";
        List<String> targets = order(prediction);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < targets.size(); i++) {
            String next = (i == 0 ? "" : ", ") + targets.get(i) + " " + percent(prediction.probability(targets.get(i)));
            String more = i + 1 < targets.size() ? " and " + (targets.size() - i - 1) + " more" : "";
            if (out.length() + next.length() + more.length() + end.length() > LONGEST) {
                return out.isEmpty()
                        ? targets.size() + " findings" + end
                        : out + " and " + (targets.size() - i) + " more" + end;
            }
            out.append(next);
        }
        return out + end;
    }

    private static List<String> order(Prediction prediction) {
        return prediction.probabilities().keySet().stream()
                .sorted(Comparator.comparing((String target) -> !prediction
                                .decision(target)
                                .map(Decision::flagged)
                                .orElse(false))
                        .thenComparing(Comparator.comparingDouble(prediction::probability)
                                .reversed()))
                .toList();
    }

    private static String percent(double probability) {
        return String.format(Locale.ROOT, "%.0f %%", PERCENT * probability);
    }

    private static String detail(Bedside bedside) {
        Prediction prediction = bedside.prediction();
        StringBuilder out = new StringBuilder("| finding | probability | verdict |\n|---|---|---|\n");
        for (String target : order(prediction)) {
            String verdict = prediction
                    .decision(target)
                    .map(decision -> decision.verdict().name().toLowerCase(Locale.ROOT))
                    .orElse("not calibrated");
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s |\n",
                    escaped(target),
                    percent(prediction.probability(target)),
                    verdict));
        }
        out.append("\nKnown: ")
                .append(escaped(String.join(", ", prediction.used())))
                .append(".\n");
        bedside.notes().forEach(note -> out.append("\n").append(escaped(note)).append("\n"));
        return out.toString();
    }

    /** Names stand as they are, whatever they mean to Markdown. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
    }
}
