package org.gapwise.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * With self-distillation: what a case's partial views are taught is half its annotation and half what the
 * network itself says of everything the case has, which is the better guess of how sure one can be. No gradient flows
 * into what was said, and a label that nobody annotated still teaches nothing.
 *
 * <p>Features go missing in the views, not in the cases ({@link FewerFeatures}). So the network learns from everything a
 * case has in every step, and also to do without.
 *
 * <p>Soft targets are those of Hinton, Vinyals and Dean (2015), with the full view of the same step as the teacher.
 */
final class DistilledViewsNetwork extends ViewsNetwork {

    /** The teacher's share of a target. Of 0.3, 0.5, 0.7 and 1 the best one (docs/guide/choosing.md). */
    private static final double SAID = 0.5;

    private FewerFeatures fewer = FewerFeatures.NONE;

    DistilledViewsNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
    }

    @Override
    public boolean losesFeatures(FewerFeatures how) {
        fewer = how;
        return true;
    }

    @Override
    Views views(Batch batch) {
        boolean[] several = new boolean[batch.size()];
        for (TableBatch table : batch.tables().values()) {
            boolean[] present = table.present().toBooleans();
            int features = present.length / several.length;
            for (int i = 0; i < several.length; i++) {
                int measured = 0;
                for (int cell = i * features; cell < (i + 1) * features; cell++) {
                    measured += present[cell] ? 1 : 0;
                }
                several[i] |= measured > 1;
            }
        }
        return fewer.views(found(batch), several);
    }

    /** Pictures are encoded by case; tables by row, since a row may have fewer features. */
    @Override
    Tokens rows(Views views, Batch part, Pass pass) {
        Pass byRow = views.pass(pass.part("tables"));
        Map<String, TableBatch> tables = new LinkedHashMap<>();
        for (int m = 0; m < modalities().size(); m++) {
            if (modalities().get(m) instanceof TableModality table) {
                String name = table.name();
                tables.put(name, fewer.table(views, m, part.table(name), byRow));
            }
        }
        Batch byRows = new Batch(views.of().length, tables, part.images(), part.labels());
        List<Tokens> rows = new ArrayList<>();
        for (Modality modality : modalities()) {
            boolean table = modality instanceof TableModality;
            rows.add(table ? marked(modality, byRows, byRow) : views.rows(marked(modality, part, pass)));
        }
        return views.left(rows);
    }

    @Override
    Tensor targets(Tensor labels, Tensor whole) {
        Tensor said = whole.detach().toFloat().sigmoid();
        Tensor annotated = labels.gt(-0.5).toFloat();
        return labels.plus(said.minus(labels).times(SAID).times(annotated));
    }
}
