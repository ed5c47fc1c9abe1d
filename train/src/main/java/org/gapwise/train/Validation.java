package org.gapwise.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.encoding.Cells;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.metrics.Auroc;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.Network;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Precision;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** Judges a network on the validation part, as it is or also with each modality taken away. */
final class Validation {

    static final int CHUNK = 64;

    /**
     * @param loss mean over the views
     * @param auroc macro mean over labels, then over views; empty when no label has both classes
     */
    record Score(double loss, OptionalDouble auroc) {}

    private final Schema schema;
    private final int imageSize;
    private final UncertainPolicy uncertain;
    private final Precision precision;
    private final Collective ranks;
    private final List<List<EncodedCase>> views = new ArrayList<>();

    Validation(Schema schema, List<EncodedCase> cases, Plan plan, StagePlan.SchedulePlan judged, Collective ranks) {
        this.ranks = ranks;
        this.schema = schema;
        imageSize = plan.model().image().size();
        uncertain = plan.data().uncertain();
        precision = plan.model().precision();
        views.add(cases);
        if (judged.views().equals("subsets") && schema.modalities().size() > 1) {
            for (int t = 0; t < schema.tables().size(); t++) {
                views.add(withoutTable(cases, t));
            }
            schema.images().forEach(image -> views.add(withoutImage(cases, image.name())));
        }
        views.removeIf(List::isEmpty);
    }

    Score of(Network network) {
        double loss = 0;
        double auroc = 0;
        int defined = 0;
        for (List<EncodedCase> view : views) {
            Score score = of(network, view);
            loss += score.loss() / views.size();
            auroc += score.auroc().orElse(0);
            defined += score.auroc().isPresent() ? 1 : 0;
        }
        return new Score(loss, defined == 0 ? OptionalDouble.empty() : OptionalDouble.of(auroc / defined));
    }

    /** Each rank answers for its share of the cases. */
    private Score of(Network network, List<EncodedCase> view) {
        int labels = schema.targets().size();
        float[] logits = new float[view.size() * labels];
        float[] truth = truth(view, labels);
        try (NoGrad none = NoGrad.on()) {
            for (int from = ranks.rank() * CHUNK; from < view.size(); from += ranks.world() * CHUNK) {
                List<EncodedCase> chunk = view.subList(from, Math.min(from + CHUNK, view.size()));
                try (Scope scope = Scope.open()) {
                    Batch batch = Batch.of(schema, chunk, imageSize);
                    float[] some = precision
                            .run(() -> network.forward(batch, Pass.inference()))
                            .toFloats();
                    System.arraycopy(some, 0, logits, from * labels, some.length);
                }
            }
            ranks.sum(logits);
            try (Scope scope = Scope.open()) {
                Tensor loss = MaskedLoss.of(
                        Tensor.of(logits, view.size(), labels), Tensor.of(truth, view.size(), labels), uncertain);
                return new Score(loss.item(), macro(logits, truth, labels));
            }
        }
    }

    private static float[] truth(List<EncodedCase> view, int labels) {
        float[] truth = new float[view.size() * labels];
        for (int i = 0; i < view.size(); i++) {
            for (int t = 0; t < labels; t++) {
                truth[i * labels + t] = view.get(i).labels()[t];
            }
        }
        return truth;
    }

    private static OptionalDouble macro(float[] logits, float[] truth, int labels) {
        double sum = 0;
        int defined = 0;
        for (int t = 0; t < labels; t++) {
            List<Integer> known = new ArrayList<>();
            for (int i = t; i < truth.length; i += labels) {
                if (truth[i] == 0 || truth[i] == 1) {
                    known.add(i);
                }
            }
            double[] scores = known.stream().mapToDouble(i -> logits[i]).toArray();
            boolean[] positive = new boolean[scores.length];
            for (int k = 0; k < positive.length; k++) {
                positive[k] = truth[known.get(k)] == 1;
            }
            OptionalDouble auroc = Auroc.of(scores, positive);
            sum += auroc.orElse(0);
            defined += auroc.isPresent() ? 1 : 0;
        }
        return defined == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / defined);
    }

    private static List<EncodedCase> withoutTable(List<EncodedCase> cases, int table) {
        List<EncodedCase> view = new ArrayList<>();
        for (EncodedCase one : cases) {
            List<Cells> tables = new ArrayList<>(one.tables());
            boolean had = tables.get(table).any();
            tables.set(table, SimulatedGaps.nothing(tables.get(table)));
            add(view, had, new EncodedCase(one.source(), tables, one.images(), one.labels()));
        }
        return view;
    }

    private static List<EncodedCase> withoutImage(List<EncodedCase> cases, String image) {
        List<EncodedCase> view = new ArrayList<>();
        for (EncodedCase one : cases) {
            Map<String, ImageSource> images = new LinkedHashMap<>(one.images());
            boolean had = images.remove(image) != null;
            add(view, had, new EncodedCase(one.source(), one.tables(), images, one.labels()));
        }
        return view;
    }

    private static void add(List<EncodedCase> view, boolean had, EncodedCase less) {
        if (had && anything(less)) {
            view.add(less);
        }
    }

    static boolean anything(EncodedCase one) {
        return !one.images().isEmpty() || one.tables().stream().anyMatch(Cells::any);
    }
}
