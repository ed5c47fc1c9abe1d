package org.gapwise.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Seeds;
import org.gapwise.core.schema.TableModality;
import org.gapwise.model.FewerFeatures;
import org.gapwise.model.ModelSpec;
import org.gapwise.model.Views;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.PackedLayout;
import org.gapwise.model.tabular.FeatureEmbedding;
import org.gapwise.model.token.PresentTokens;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/**
 * What a training step does because cases differ in what they have, by itself: turning cells into tokens, telling which
 * tokens are there, packing them for each encoder and unpacking them, forward and backward. All the rest of a step a
 * model needs that knows nothing of gaps.
 */
final class Bookkeeping implements AutoCloseable {

    /** As in the presets. */
    static final FewerFeatures FEWER = new FewerFeatures(0.3, 0.7);

    private final ModelSpec spec;
    private final FeatureEmbedding embedding;
    private final long imageTokens;
    private final Map<Scene, Batch> batches = new LinkedHashMap<>();

    Bookkeeping(Workload work, List<Scene> scenes) {
        spec = work.spec();
        TableModality table = (TableModality) work.schema().modalities().get(0);
        embedding =
                new FeatureEmbedding(table.features(), spec.size().width(), spec.numeric(), Seeds.of(1, "bookkeeping"));
        imageTokens = Flops.imageTokens(work);
        scenes.forEach(scene -> batches.put(scene, Inputs.of(work, scene)));
    }

    /** Once, as often as a step does it. */
    Contender.Took run(Scene scene) {
        Batch batch = batches.get(scene);
        if (batch == null) {
            throw new IllegalArgumentException("no batch was made for " + scene);
        }
        try (Scope scope = Scope.open()) {
            long[] rows = batch.image(Workload.IMAGE).rows().toLongs();
            Tensor pictures =
                    Tensor.zeros(rows.length, imageTokens, spec.size().width()).requiresGrad();
            Watch forward = new Watch();
            Tokens seen = PresentTokens.of(pictures, rows, batch.size());
            TableBatch table = batch.table(Workload.TABLE);
            Tokens all =
                    switch (spec.fusion()) {
                        case VIEWS -> Views.of(found(batch)).rows(List.of(encoded(table), seen));
                        case DISTILLED_VIEWS -> {
                            boolean[][] found = found(batch);
                            Views views = FEWER.views(found, found[0]);
                            TableBatch fewer = FEWER.table(views, 0, table, Pass.training(1));
                            yield views.left(List.of(encoded(fewer), views.rows(seen)));
                        }
                        default -> Tokens.concat(List.of(encoded(table), seen));
                    };
            Tokens fused = spec.readout().packs() ? packed(all.packed()) : all;
            Tensor values = fused.values();
            Contender.Took there = forward.read();
            // What comes after hands down a number for each of these; one number for all is slower to take apart.
            Tensor gradient = Tensor.ones(values.shape());
            Watch backward = new Watch();
            values.backward(gradient);
            return there.plus(backward.read());
        }
    }

    /** The tokens of a table; where blocks follow, brought into their order and back. */
    private Tokens encoded(TableBatch table) {
        PresentTokens tokens = embedding.forward(table);
        return spec.tableDepth() > 0 ? packed(tokens) : tokens;
    }

    private static PresentTokens packed(PresentTokens tokens) {
        PackedLayout layout = PackedLayout.of(tokens);
        return layout.tokens(layout.gather(tokens));
    }

    /** By modality and case, as the network finds it out. */
    private static boolean[][] found(Batch batch) {
        boolean[][] found = new boolean[2][batch.size()];
        boolean[] cells = batch.table(Workload.TABLE).present().toBooleans();
        for (int i = 0; i < cells.length; i++) {
            found[0][i / (cells.length / batch.size())] |= cells[i];
        }
        for (long row : batch.image(Workload.IMAGE).rows().toLongs()) {
            found[1][(int) row] = true;
        }
        return found;
    }

    @Override
    public void close() {
        embedding.close();
    }
}
