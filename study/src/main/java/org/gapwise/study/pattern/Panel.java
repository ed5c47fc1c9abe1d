package org.gapwise.study.pattern;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.BaseRates;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.Presence;

/** Several predictors behind one. Who is asked about a case depends on which modalities it has. */
final class Panel implements Predictor {

    /** Who is asked; nobody where nothing is there, which gives the base rates. */
    @FunctionalInterface
    interface Choice {
        List<Predictor> of(List<String> present);
    }

    private final Schema schema;
    private final Choice choice;
    private final Vote vote;
    private final BaseRates rates;
    private final List<Predictor> members;

    /**
     * @param members all who may be asked; closed with the panel
     */
    Panel(Schema schema, List<Predictor> members, Choice choice, Vote vote, BaseRates rates) {
        this.schema = schema;
        this.members = List.copyOf(members);
        this.choice = choice;
        this.vote = vote;
        this.rates = rates;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        List<List<Prediction>> answers = new ArrayList<>();
        IdentityHashMap<Predictor, List<Integer>> asked = new IdentityHashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            answers.add(new ArrayList<>());
            int at = i;
            choice.of(Presence.of(schema, cases.get(i)).modalities())
                    .forEach(who ->
                            asked.computeIfAbsent(who, w -> new ArrayList<>()).add(at));
        }
        // In the order of the members, so that votes are summed in one order.
        for (Predictor member : members) {
            List<Integer> rows = asked.getOrDefault(member, List.of());
            List<Prediction> said = member.predict(rows.stream().map(cases::get).toList());
            for (int k = 0; k < rows.size(); k++) {
                answers.get(rows.get(k)).add(said.get(k));
            }
        }
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            predictions.add(together(cases.get(i), answers.get(i)));
        }
        return predictions;
    }

    private Prediction together(Case one, List<Prediction> answers) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (String target : schema.targetNames()) {
            double[] said =
                    answers.stream().mapToDouble(a -> a.probability(target)).toArray();
            probabilities.put(target, said.length == 0 ? rates.of(target) : vote.of(said));
        }
        Evidence evidence = Evidence.of(schema, one);
        return new Prediction(one.id(), probabilities, evidence.used(), evidence.absent(), evidence.warnings());
    }

    @Override
    public void close() {
        members.forEach(Predictor::close);
    }
}
