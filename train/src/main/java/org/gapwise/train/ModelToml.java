package org.gapwise.train;

import org.gapwise.model.ModelSpec;
import org.gapwise.model.image.ImageSpec;

/** The {@code [model]} and {@code [vision]} parts of a plan as text. */
final class ModelToml {

    private ModelToml() {}

    static String write(ModelSpec model) {
        ImageSpec image = model.image();
        return "[model]\nblock = \"" + model.block().word() + "\"\nwidth = "
                + model.size().width() + "\nheads = "
                + model.size().heads() + "\nfeed_forward = " + model.size().feedForward() + "\ndropout = "
                + model.size().dropout() + "\ntable_depth = " + model.tableDepth() + "\nfusion_depth = "
                + model.fusionDepth() + "\nreadout = \"" + model.readout().word() + "\"\nmodality_token = \""
                + model.modalityToken().word() + "\"\nnumeric = \""
                + model.numeric().word() + "\"\ngaps = \""
                + model.gaps().word() + "\"\nfusion = \""
                + model.fusion().word() + "\"\nprecision = \""
                + model.precision().word() + "\"\n\n[vision]\nencoder = \"" + image.encoder() + "\"\nimage_size = "
                + image.size() + "\ntokens = \"" + image.tokens().word() + "\"\nnormalize = \""
                + image.scale().word() + "\"\nweights = \""
                + image.weights().replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
    }
}
