package org.gapwise.model.vision;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The encoders there are, by the names that plans use. */
public enum VisionArchitecture {
    /** Ten layers with 16 channels at the start: minutes on two cores. */
    RESNET10_W16(
            "resnet10_w16", Normalization.IMAGENET, random -> new ResNet(ResNet.Form.plain(16, 1, 1, 1, 1), random)),
    RESNET10_W32(
            "resnet10_w32", Normalization.IMAGENET, random -> new ResNet(ResNet.Form.plain(32, 1, 1, 1, 1), random)),
    RESNET18("resnet18", Normalization.IMAGENET, random -> new ResNet(ResNet.Form.plain(64, 2, 2, 2, 2), random)),
    RESNET34("resnet34", Normalization.IMAGENET, random -> new ResNet(ResNet.Form.plain(64, 3, 4, 6, 3), random)),
    RESNET50("resnet50", Normalization.IMAGENET, random -> new ResNet(ResNet.Form.narrow(3, 4, 6, 3), random)),
    VIT_TINY_PATCH16("vit_tiny_patch16", Normalization.SYMMETRIC, random -> new VisionTransformer(192, random)),
    VIT_SMALL_PATCH16("vit_small_patch16", Normalization.SYMMETRIC, random -> new VisionTransformer(384, random)),
    VIT_BASE_PATCH16("vit_base_patch16", Normalization.SYMMETRIC, random -> new VisionTransformer(768, random)),
    DENSENET121("densenet121", Normalization.IMAGENET, DenseNet::new),
    MOBILENET_V2("mobilenet_v2", Normalization.IMAGENET, MobileNetV2::new),
    MOBILENET_V2_FOLDED("mobilenet_v2_folded", Normalization.BYTES, MobileNetV2Folded::new);

    private final String label;
    private final Normalization normalization;
    private final Function<SplittableRandom, VisionEncoder> maker;

    VisionArchitecture(String label, Normalization normalization, Function<SplittableRandom, VisionEncoder> maker) {
        this.label = label;
        this.normalization = normalization;
        this.maker = maker;
    }

    /**
     * @throws IllegalArgumentException naming all there are, when there is none of this name
     */
    public static VisionArchitecture of(String label) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no vision architecture \"" + label
                        + "\", known are "
                        + String.join(
                                ", ", Arrays.stream(values()).map(a -> a.label).toList())));
    }

    /** The name in plans. */
    public String label() {
        return label;
    }

    /** What its public weights expect of pixels. */
    public Normalization normalization() {
        return normalization;
    }

    /** A network with starting weights that depend on the random source only. */
    public VisionEncoder make(SplittableRandom random) {
        return maker.apply(random);
    }
}
