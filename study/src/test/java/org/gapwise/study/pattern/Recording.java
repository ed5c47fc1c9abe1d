package org.gapwise.study.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.Presence;
import org.gapwise.study.Lesson;
import org.gapwise.study.Recipes;
import org.gapwise.study.Shelf;
import org.gapwise.train.Plan;

/** Trains nothing, and remembers what it should have trained and whom it was asked about. */
final class Recording implements Shelf {

    static final Recipes RECIPES = new Recipes(Plan.preset("quick"), Plan.preset("paper"));

    final List<Network> networks = new ArrayList<>();

    /** A network that says a probability of its own: 0.1 for the first that was asked for, 0.2 for the second... */
    static final class Network implements Predictor {
        final Plan plan;
        final Cohort cohort;
        final Split split;
        final List<String> asked = new ArrayList<>();
        final List<String> saw = new ArrayList<>();
        int closed;
        private final double says;

        private Network(Plan plan, Cohort cohort, Split split, double says) {
            this.plan = plan;
            this.cohort = cohort;
            this.split = split;
            this.says = says;
        }

        List<String> modalities() {
            return schema().modalities().stream().map(Modality::name).toList();
        }

        /** Which sets of modalities it was shown in training. */
        List<List<String>> shown() {
            return cohort.cases().stream()
                    .map(one -> Presence.of(schema(), one).modalities())
                    .distinct()
                    .toList();
        }

        @Override
        public Schema schema() {
            return cohort.schema();
        }

        @Override
        public List<Prediction> predict(List<Case> cases) {
            return cases.stream().map(this::answer).toList();
        }

        private Prediction answer(Case one) {
            asked.add(one.id());
            saw.addAll(Presence.of(schema(), one).modalities());
            Map<String, Double> probabilities = new LinkedHashMap<>();
            schema().targetNames().forEach(target -> probabilities.put(target, says));
            return new Prediction(one.id(), probabilities, List.of(), List.of(), List.of());
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Override
    public Predictor network(Plan plan, Cohort cohort, Split split) {
        Network network = new Network(plan, cohort, split, (networks.size() + 1) / 10.0);
        networks.add(network);
        return network;
    }

    /** A lesson on a cohort, every fourth case of which validates. */
    Lesson lesson(Cohort cohort) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < cohort.size(); i++) {
            parts.add(i % 4 == 3 ? Part.VALID : Part.TRAIN);
        }
        return new Lesson(cohort, new Split(parts), RECIPES, this);
    }
}
