package org.gapwise.data.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Target;

/**
 * What the cells of a target mean. A listed text wins over a spelling of "missing"; case is ignored where that leaves
 * no doubt; 1, 1.0 and 1.00 are the same number.
 */
final class LabelWords {

    /**
     * What one cell says.
     *
     * @param known whether it is a label or a way to say that there is none
     * @param label empty when nobody annotated
     */
    record Meaning(boolean known, Optional<Label> label) {
        static final Meaning UNKNOWN = new Meaning(false, Optional.empty());
        static final Meaning MISSING = new Meaning(true, Optional.empty());

        static Meaning of(Label label) {
            return new Meaning(true, Optional.of(label));
        }
    }

    private final Target target;
    private final Map<String, Label> exact = new HashMap<>();
    private final Map<String, Label> lower = new HashMap<>();
    private final Map<Double, Label> numbers = new HashMap<>();
    private final Set<String> missing;

    private LabelWords(Target target) {
        this.target = target;
        this.missing = Cell.missing(target.missing());
        learn(target.negative(), Label.NEGATIVE);
        learn(target.uncertain(), Label.UNCERTAIN);
        learn(target.positive(), Label.POSITIVE);
    }

    static LabelWords of(Target target) {
        return new LabelWords(target);
    }

    private void learn(List<String> texts, Label label) {
        for (String text : texts) {
            String word = Cell.trim(text);
            exact.put(word, label);
            lower.put(word.toLowerCase(Locale.ROOT), label);
            if (NumberText.isNumber(word)) {
                numbers.put(Double.parseDouble(word) + 0.0, label);
            }
        }
    }

    Meaning read(String cell) {
        String text = Cell.trim(cell);
        Label whole = exact.get(text);
        if (whole != null) {
            return Meaning.of(whole);
        }
        if (Cell.isMissing(text, missing)) {
            return Meaning.MISSING;
        }
        List<Label> labels = new ArrayList<>();
        for (String part : parts(text)) {
            label(part).ifPresent(labels::add);
        }
        for (Label label : List.of(Label.POSITIVE, Label.UNCERTAIN, Label.NEGATIVE)) {
            if (labels.contains(label)) {
                return Meaning.of(label);
            }
        }
        return target.negative().isEmpty() ? Meaning.of(Label.NEGATIVE) : Meaning.UNKNOWN;
    }

    private List<String> parts(String text) {
        if (target.separator().isEmpty() || target.separator().get().isEmpty()) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        String separator = target.separator().get();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(Cell.trim(text.substring(from, at)));
            from = at + separator.length();
        }
        parts.add(Cell.trim(text.substring(from)));
        return parts;
    }

    private Optional<Label> label(String word) {
        Label found = exact.get(word);
        if (found == null) {
            found = lower.get(word.toLowerCase(Locale.ROOT));
        }
        if (found == null && NumberText.isNumber(word)) {
            found = numbers.get(Double.parseDouble(word) + 0.0);
        }
        return Optional.ofNullable(found);
    }
}
