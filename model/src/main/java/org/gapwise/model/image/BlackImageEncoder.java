package org.gapwise.model.image;

import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.ImageBatch;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.model.vision.VisionArchitecture;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * As the authors released it (method 1.9, point 2): an absent picture goes through the network as a black one and
 * enters its batch statistics. Kept for comparison.
 */
public final class BlackImageEncoder extends ModalityEncoder {

    private final String modality;
    private final ImageSpec spec;
    private final VisionEncoder vision;
    private final TokenCutter cutter;

    public BlackImageEncoder(String modality, ImageSpec spec, int width, SplittableRandom random) {
        this.modality = modality;
        this.spec = spec;
        vision = layer("vision", VisionArchitecture.of(spec.encoder()).make(random));
        cutter = layer("tokens", spec.cutter(vision, width, random));
    }

    @Override
    public int slots() {
        return cutter.tokens();
    }

    @Override
    public List<VisionEncoder> visions() {
        return List.of(vision);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        ImageBatch pictures = batch.image(modality);
        Tensor all = pictures.count() == 0
                ? Tensor.zeros(batch.size(), 3, spec.size(), spec.size())
                : pictures.pixels().scatterRows(pictures.rows(), batch.size());
        Tensor present = Presence.of(pictures, batch.size(), slots());
        Tensor tokens = cutter.forward(vision, spec.scaled(all), pass);
        return Tokens.of(tokens.times(present.toFloat().unsqueeze(2)), present);
    }
}
