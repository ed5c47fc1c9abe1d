package org.gapwise.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Absence;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;

/** What networks over several modalities begin with: an encoder each, and what stands where one is absent. */
abstract class JointNetwork extends Network {

    private final Map<String, ModalityEncoder> encoders = new LinkedHashMap<>();
    private final List<Absence> absences = new ArrayList<>();
    private final List<Modality> modalities;
    private final ModelSpec.Gaps gaps;

    JointNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        modalities = schema.modalities();
        gaps = spec.gaps();
        for (Modality modality : schema.modalities()) {
            String name = modality.name();
            encoders.put(name, layer(ENCODERS + key(name), Encoders.of(modality, spec, random)));
        }
        for (String name : encoders.keySet()) {
            absences.add(layer(
                    "absences." + key(name), spec.gaps().absence(spec.size().width(), random)));
        }
    }

    @Override
    final Map<String, ModalityEncoder> encoders() {
        return encoders;
    }

    /** Slots of all modalities together. */
    final int slots() {
        return encoders.values().stream().mapToInt(ModalityEncoder::slots).sum();
    }

    /** By modality and case: whether the fusion finds anything. */
    final boolean[][] found(Batch batch) {
        boolean[][] found = new boolean[modalities.size()][batch.size()];
        for (int m = 0; m < found.length; m++) {
            String name = modalities.get(m).name();
            if (!gaps.told()) {
                Arrays.fill(found[m], true);
            } else if (modalities.get(m) instanceof TableModality) {
                boolean[] cells = batch.table(name).present().toBooleans();
                for (int i = 0; i < cells.length; i++) {
                    found[m][i / (cells.length / batch.size())] |= cells[i];
                }
            } else {
                for (long row : batch.image(name).rows().toLongs()) {
                    found[m][(int) row] = true;
                }
            }
        }
        return found;
    }

    /** The tokens of each modality, in the schema's order. */
    final List<Tokens> tokens(Batch batch, Pass pass) {
        List<Tokens> parts = new ArrayList<>();
        for (Modality modality : modalities) {
            parts.add(tokens(modality, batch, pass));
        }
        return parts;
    }

    /** The tokens of one modality. */
    final Tokens tokens(Modality modality, Batch batch, Pass pass) {
        ModalityEncoder encoder = Objects.requireNonNull(encoders.get(modality.name()));
        return absences.get(modalities.indexOf(modality)).fill(encoder.forward(batch, pass));
    }

    /** In the schema's order. */
    final List<Modality> modalities() {
        return modalities;
    }
}
