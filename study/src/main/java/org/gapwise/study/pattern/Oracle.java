package org.gapwise.study.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gapwise.core.cohort.BaseRates;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.Presence;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;

/**
 * Knows in advance which modalities will be there: our network trained for each pattern on its own, on all cases that
 * have at least these modalities, and on nothing else of them. What one network for all patterns can hope to reach.
 */
public final class Oracle implements Method {

    /** Nothing is left to simulate: the pattern is what it is. */
    private static final List<String> CHANGES =
            List.of("model.fusion=transformer", "train.modality_dropout=0", "train.views=as-is");

    @Override
    public Entrant entrant(Schema schema) {
        String note = "Our network, trained anew for each pattern of missing modalities.";
        return new Entrant("oracle", "Oracle by pattern", Entrant.Family.ORACLE, note, schema.modalityNames());
    }

    @Override
    public Predictor learn(Lesson lesson) {
        Schema schema = lesson.schema();
        Map<List<String>, Predictor> byPattern = new LinkedHashMap<>();
        for (List<String> pattern : subsets(schema.modalityNames())) {
            Lesson having =
                    lesson.only(one -> Presence.of(schema, one).modalities().containsAll(pattern));
            if (having.learnable()) {
                Predictor network = having.through(cohort -> cohort.each(one -> Removal.allBut(pattern, schema, one)))
                        .network(lesson.plan().with(CHANGES));
                byPattern.put(pattern, new Narrowed(pattern, network));
            }
        }
        return new Panel(
                schema,
                new ArrayList<>(byPattern.values()),
                present -> nearest(byPattern, present),
                Vote.MEAN,
                BaseRates.of(lesson.training()));
    }

    /** The network of the pattern; where too few cases have it for training, those of its largest parts. */
    private static List<Predictor> nearest(Map<List<String>, Predictor> byPattern, List<String> present) {
        List<List<String>> parts =
                byPattern.keySet().stream().filter(present::containsAll).toList();
        int largest = parts.stream().mapToInt(List::size).max().orElse(0);
        return parts.stream()
                .filter(part -> part.size() == largest)
                .map(part -> Objects.requireNonNull(byPattern.get(part)))
                .toList();
    }

    /** Sees nothing but its pattern, as in training. */
    private record Narrowed(List<String> pattern, Predictor network) implements Predictor {

        @Override
        public Schema schema() {
            return network.schema();
        }

        @Override
        public List<Prediction> predict(List<Case> cases) {
            return network.predict(cases.stream()
                    .map(one -> Removal.allBut(pattern, schema(), one))
                    .toList());
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /** All subsets but the empty one, in the order of the names. */
    static List<List<String>> subsets(List<String> names) {
        List<List<String>> subsets = new ArrayList<>();
        for (int bits = 1; bits < 1 << names.size(); bits++) {
            List<String> subset = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    subset.add(names.get(i));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }
}
