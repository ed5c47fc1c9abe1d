package org.gapwise.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Seeds;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.ImageBatch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.contrast.HiddenCells;
import org.gapwise.model.contrast.Pairs;
import org.gapwise.model.contrast.Reconstruction;
import org.gapwise.model.fusion.Mlp;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * Encoders that learn together without labels, in the manner of TIP (Du et al., ECCV 2024, arXiv 2407.07582): a table
 * and a picture of the same case are to be alike and unlike those of others, and hidden cells of the table are to be
 * guessed from the others. TIP also asks a cross-modal encoder which pairs match, and has it guess the cells; here there
 * is none, since encoders are all that the joint network takes over.
 */
public final class ContrastTrainee extends Trainee {

    private final String table;
    private final Map<String, ModalityEncoder> encoders = new LinkedHashMap<>();
    private final Map<String, Mlp> projections = new LinkedHashMap<>();
    private final Reconstruction reconstruction;

    /** For a schema of one table and pictures; the seed decides the initial weights. */
    public ContrastTrainee(Schema schema, ModelSpec spec, long seed) {
        if (schema.tables().size() != 1 || schema.images().isEmpty()) {
            throw new ConfigException(
                    "objective = \"contrast\" pairs one table with pictures, and the schema has "
                            + schema.tables().size() + " tables and "
                            + schema.images().size()
                            + " image modalities.",
                    "pretrain.objective",
                    "Write objective = \"labels\", or use a schema with exactly one table and at least one image.");
        }
        SplittableRandom random = Seeds.of(seed, "weights/contrast");
        table = schema.tables().get(0).name();
        int width = spec.size().width();
        for (Modality modality : schema.modalities()) {
            String name = modality.name();
            encoders.put(name, layer(ENCODERS + key(name), Encoders.of(modality, spec, random)));
            projections.put(name, layer("projections." + key(name), new Mlp(List.of(width, width, width), random)));
        }
        reconstruction = layer("reconstruction", new Reconstruction(schema.features(), width, random));
    }

    /** Of a case without a picture only the table's hidden cells count, of a case without a table nothing. */
    @Override
    public Tensor share(Batch batch, Pass pass, UncertainPolicy uncertain, Tensor counts) {
        TableBatch whole = batch.table(table);
        HiddenCells cells = HiddenCells.of(whole, pass.random());
        Batch shown = with(cells.shown(), batch);
        Tensor digest = digest(table, shown, pass);
        Tensor own = project(table, digest);
        Tensor measured = whole.present().toFloat().sum(false, 1).gt(0);
        Tensor loss = reconstruction.loss(digest, whole, cells.hidden());
        for (Map.Entry<String, ImageBatch> image : batch.images().entrySet()) {
            Tensor seen = project(image.getKey(), digest(image.getKey(), shown, pass));
            Tensor both = measured.and(pictured(image.getValue(), batch.size()));
            loss = loss.plus(Pairs.loss(own, seen, both).over(batch.images().size()));
        }
        return loss;
    }

    @Override
    public Tensor counts(Batch batch, UncertainPolicy uncertain) {
        return Tensor.zeros(0);
    }

    /** Cases are compared with each other. */
    @Override
    public boolean isDivisible() {
        return false;
    }

    /** What a modality of each case is compared by: {@code [B, D]}, of length 1. */
    Tensor embedding(String modality, Batch batch, Pass pass) {
        return Pairs.unit(project(modality, digest(modality, batch, pass)));
    }

    /** The mean over the tokens that are there, {@code [B, D]}; 0 where none is. */
    private Tensor digest(String modality, Batch batch, Pass pass) {
        Tokens tokens = part(encoders, modality).forward(batch, pass);
        Tensor count = tokens.present().toFloat().sum(true, 1).clamp(1, Float.MAX_VALUE);
        return tokens.cleared().sum(false, 1).over(count);
    }

    private Tensor project(String modality, Tensor digest) {
        return part(projections, modality).apply(digest);
    }

    private static <T> T part(Map<String, T> parts, String modality) {
        T part = parts.get(modality);
        if (part == null) {
            throw new IllegalArgumentException("there is no modality \"" + modality + "\"");
        }
        return part;
    }

    private Batch with(TableBatch shown, Batch batch) {
        Map<String, TableBatch> tables = new LinkedHashMap<>(batch.tables());
        tables.put(table, shown);
        return new Batch(batch.size(), tables, batch.images(), batch.labels());
    }

    /** {@code [B]}, boolean. */
    private static Tensor pictured(ImageBatch pictures, int size) {
        return Tensor.ones(pictures.count()).scatterRows(pictures.rows(), size).gt(0);
    }

    @Override
    Map<String, ModalityEncoder> encoders() {
        return encoders;
    }
}
