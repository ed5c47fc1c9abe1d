package org.gapwise.model.image;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.model.batch.ImageBatch;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.vision.VisionArchitecture;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** What encoders of pictures share: the network and the way its features become tokens. */
abstract class PictureEncoder extends ModalityEncoder {

    private static final double STAGES = 4;

    final String modality;
    final int width;
    private final ImageSpec spec;
    private final VisionEncoder vision;
    private final TokenCutter cutter;
    private Optional<PictureMemory> memory = Optional.empty();

    PictureEncoder(String modality, ImageSpec spec, int width, SplittableRandom random) {
        this.modality = modality;
        this.width = width;
        this.spec = spec;
        vision = layer("vision", VisionArchitecture.of(spec.encoder()).make(random));
        cutter = layer("tokens", spec.cutter(vision, width, random));
    }

    @Override
    public final int slots() {
        return cutter.tokens();
    }

    /** The stages of a vision encoder cost about the same each, and the last one uses its weights once a place. */
    @Override
    public final double multiplications() {
        double places = vision.gridSide(spec.size());
        return STAGES * vision.count() * places * places;
    }

    @Override
    public final List<VisionEncoder> visions() {
        return List.of(vision);
    }

    @Override
    public final void remember(int pictures) {
        memory = Optional.of(new PictureMemory(pictures));
    }

    /** {@code [N, 3, S, S]} to {@code [N, slots, D]}. */
    final Tensor tokens(Tensor pixels, Pass pass) {
        if (memory.isPresent() && pass.isInference() && NoGrad.isOn()) {
            return memory.get().tokens(pixels, picture -> encoded(picture, pass));
        }
        return encoded(pixels, pass);
    }

    private Tensor encoded(Tensor pixels, Pass pass) {
        return cutter.forward(vision, spec.scaled(pixels), pass);
    }

    /** {@code [B, 3, S, S]}, black where a case has no picture. */
    final Tensor withBlack(ImageBatch pictures, int batch) {
        return pictures.count() == 0
                ? Tensor.zeros(batch, pictures.pixels().size(1), spec.size(), spec.size())
                : pictures.pixels().scatterRows(pictures.rows(), batch);
    }
}
