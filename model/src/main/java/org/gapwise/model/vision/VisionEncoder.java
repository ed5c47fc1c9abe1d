package org.gapwise.model.vision;

import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** From pictures to features, without a classifier. Every subclass is final. */
public abstract class VisionEncoder extends Layer {

    /** C, the width of a feature vector. */
    public abstract int channels();

    /** G, so that a picture of this size becomes a grid of G x G feature vectors. */
    public abstract int gridSide(int imageSize);

    /**
     * @param images {@code [N, 3, S, S]}, normalized as the weights expect
     * @return {@code [N, C, G, G]}
     */
    public abstract Tensor grid(Tensor images, Pass pass);

    /** One vector a picture, {@code [N, C]}: the mean over the grid unless the architecture has a way of its own. */
    public Tensor pooled(Tensor images, Pass pass) {
        return grid(images, pass).mean(false, 2, 3);
    }

    /** A tensor from a file in the shape that this network needs, where there is a way to bring it there. */
    Tensor fitted(String name, Tensor stored) {
        return stored;
    }
}
