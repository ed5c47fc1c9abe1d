package org.gapwise.model;

import java.util.List;
import java.util.Locale;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.model.fusion.BlockSize;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.fusion.TokenForm;
import org.gapwise.model.image.ImageSpec;
import org.gapwise.model.tabular.NumericForm;

/**
 * Which network a plan asks for: its {@code [model]} and {@code [vision]} parts. With a schema and a seed it decides
 * every initial weight.
 *
 * @param tableDepth blocks in a table encoder
 * @param fusionDepth blocks in the fusion
 * @param gaps how missing things are treated
 */
public record ModelSpec(
        BlockStyle block,
        BlockSize size,
        int tableDepth,
        int fusionDepth,
        ReadoutForm readout,
        TokenForm modalityToken,
        NumericForm numeric,
        Gaps gaps,
        ImageSpec image) {

    /** How missing things are treated. */
    public enum Gaps {
        /** Masked everywhere: the method. */
        MASKED,
        /** As in the authors' released code: zeros and black pictures in the encoders, the mask in the fusion alone. */
        RELEASED,
        /** Zeros and black pictures everywhere and no mask: the reference that falls. */
        ZEROS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads both sections; what they leave out is as in {@code base}. */
    public static ModelSpec read(TomlSection root, ModelSpec base) {
        ImageSpec image = root.section("vision", section -> ImageSpec.read(section, base.image));
        return root.section(
                "model",
                section -> new ModelSpec(
                        BlockStyle.of(section.choice("block", base.block.word(), BlockStyle.WORDS)),
                        size(section, base.size),
                        section.whole("table_depth", base.tableDepth, 0),
                        section.whole("fusion_depth", base.fusionDepth, 1),
                        ReadoutForm.of(section.choice("readout", base.readout.word(), ReadoutForm.WORDS)),
                        TokenForm.of(section.choice("modality_token", base.modalityToken.word(), TokenForm.WORDS)),
                        NumericForm.of(section.choice("numeric", base.numeric.word(), NumericForm.WORDS)),
                        gaps(section, base.gaps),
                        image));
    }

    private static BlockSize size(TomlSection section, BlockSize base) {
        int width = section.whole("width", base.width(), 1);
        int heads = section.whole("heads", base.heads(), 1);
        int feedForward = section.whole("feed_forward", base.feedForward(), 1);
        double dropout = section.number("dropout", base.dropout(), 0, 0.9);
        return section.checked("width", () -> new BlockSize(width, heads, feedForward, dropout))
                .orElse(base);
    }

    private static Gaps gaps(TomlSection section, Gaps base) {
        return Gaps.valueOf(section.choice("gaps", base.word(), List.of("masked", "released", "zeros"))
                .toUpperCase(Locale.ROOT));
    }
}
