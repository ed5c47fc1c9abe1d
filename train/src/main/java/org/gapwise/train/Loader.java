package org.gapwise.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.ImageBatch;

/** Training batches: shuffled anew each epoch, with simulated gaps and changed pictures. A function of seed and place. */
final class Loader {

    private final Schema schema;
    private final List<EncodedCase> cases;
    private final Plan plan;
    private final StagePlan stage;
    private final String name;
    private final BatchOrder order;

    Loader(Schema schema, List<EncodedCase> cases, Plan plan, StagePlan stage, String name) {
        this.schema = schema;
        this.cases = cases;
        this.plan = plan;
        this.stage = stage;
        this.name = name;
        order = new BatchOrder(schema, cases, stage.batch(), stage.gaps().gather());
    }

    /** Batches in an epoch; the remainder that fills no batch waits for another epoch's order. */
    int steps() {
        return Math.max(1, cases.size() / stage.batch());
    }

    /** The order of one epoch. */
    int[] order(int epoch) {
        return order.shuffled(Seeds.of(plan.seed(), "shuffle/" + name, epoch));
    }

    /** The cases of a batch, with what is taken away from them; no picture has been read. */
    Draw draw(int[] order, int epoch, int step) {
        List<EncodedCase> chosen = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        int end = Math.min(order.length, (step + 1) * stage.batch());
        for (int k = step * stage.batch(); k < end; k++) {
            SplittableRandom random = Seeds.of(plan.seed(), "gaps/" + name, epoch, order[k]);
            chosen.add(new SimulatedGaps(stage.gaps(), random).apply(cases.get(order[k])));
            indices.add(order[k]);
        }
        return new Draw(chosen, indices, epoch);
    }

    /** Some or all cases of a batch, without their pictures. */
    Batch outline(Draw draw) {
        return Batch.outline(schema, draw.cases());
    }

    Batch batch(Draw draw) {
        Batch batch = Batch.of(schema, draw.cases(), plan.model().image().size());
        Map<String, ImageBatch> images = new LinkedHashMap<>();
        batch.images().forEach((modality, pictures) -> {
            long[] rows = pictures.rows().toLongs();
            SplittableRandom[] randoms = new SplittableRandom[rows.length];
            for (int i = 0; i < rows.length; i++) {
                randoms[i] = Seeds.of(
                        plan.seed(),
                        "augment/" + modality,
                        draw.epoch(),
                        draw.indices().get((int) rows[i]));
            }
            images.put(
                    modality,
                    new ImageBatch(
                            new Augmentation(plan.augment()).apply(pictures.pixels(), randoms), pictures.rows()));
        });
        return new Batch(batch.size(), batch.tables(), images, batch.labels());
    }
}
