package org.gapwise.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.model.fusion.Absence;
import org.gapwise.model.fusion.BlockSize;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.Gap;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.fusion.StandIn;
import org.gapwise.model.fusion.TokenForm;
import org.gapwise.model.image.ImageSpec;
import org.gapwise.model.tabular.NumericForm;
import org.gapwise.nn.Precision;

/**
 * Which network a plan asks for: its {@code [model]} and {@code [vision]} parts. With a schema and a seed it decides
 * every initial weight.
 *
 * @param tableDepth blocks in a table encoder
 * @param fusionDepth blocks in the fusion
 * @param gaps how missing things are treated
 * @param fusion how modalities come together
 * @param precision in which numbers it computes, in training and afterwards
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
        FusionForm fusion,
        ImageSpec image,
        Precision precision) {

    public ModelSpec {
        if (fusion.asksWhatIsAbsent() && !gaps.told()) {
            throw new IllegalArgumentException("fusion = \"" + fusion.word()
                    + "\" makes up for what is absent and has to be told: with gaps = \"" + gaps.word()
                    + "\" it is not; use gaps = \"masked\"");
        }
    }

    /** How missing things are treated. */
    public enum Gaps {
        /** Masked everywhere: the method. */
        MASKED,
        /** As in the authors' released code: zeros and black pictures in the encoders, the mask in the fusion alone. */
        RELEASED,
        /** Zeros and black pictures everywhere and no mask: the reference that falls. */
        ZEROS,
        /** Masked inside of a table; a learnt token stands in for a modality that is absent. */
        STAND_IN;

        public static final List<String> WORDS =
                Arrays.stream(values()).map(Gaps::word).toList();

        /** Whether those who take a modality's tokens are told that it is absent. */
        boolean told() {
            return this == MASKED || this == RELEASED;
        }

        /** Whether what is absent is left out, not filled with zeros and black pictures. */
        boolean leavesOut() {
            return this == MASKED || this == STAND_IN;
        }

        Absence absence(int width, SplittableRandom random) {
            return this == STAND_IN ? new StandIn(width, random) : new Gap();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Gaps of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Reads both sections; what they leave out is as in {@code base}. */
    public static ModelSpec read(TomlSection root, ModelSpec base) {
        ImageSpec image = root.section("vision", section -> ImageSpec.read(section, base.image));
        return root.section("model", section -> model(section, base, image));
    }

    private static ModelSpec model(TomlSection section, ModelSpec base, ImageSpec image) {
        BlockStyle block = BlockStyle.of(section.choice("block", base.block.word(), BlockStyle.WORDS));
        BlockSize size = size(section, base.size);
        int tableDepth = section.whole("table_depth", base.tableDepth, 0);
        int fusionDepth = section.whole("fusion_depth", base.fusionDepth, 1);
        ReadoutForm readout = ReadoutForm.of(section.choice("readout", base.readout.word(), ReadoutForm.WORDS));
        TokenForm token = TokenForm.of(section.choice("modality_token", base.modalityToken.word(), TokenForm.WORDS));
        NumericForm numeric = NumericForm.of(section.choice("numeric", base.numeric.word(), NumericForm.WORDS));
        Gaps gaps = Gaps.of(section.choice("gaps", base.gaps.word(), Gaps.WORDS));
        FusionForm fusion = FusionForm.of(section.choice("fusion", base.fusion.word(), FusionForm.WORDS));
        Precision precision = Precision.of(section.choice("precision", base.precision.word(), Precision.WORDS));
        return section.checked(
                        "fusion",
                        () -> new ModelSpec(
                                block,
                                size,
                                tableDepth,
                                fusionDepth,
                                readout,
                                token,
                                numeric,
                                gaps,
                                fusion,
                                image,
                                precision))
                .orElse(base);
    }

    private static BlockSize size(TomlSection section, BlockSize base) {
        int width = section.whole("width", base.width(), 1);
        int heads = section.whole("heads", base.heads(), 1);
        int feedForward = section.whole("feed_forward", base.feedForward(), 1);
        double dropout = section.number("dropout", base.dropout(), 0, 0.9);
        return section.checked("width", () -> new BlockSize(width, heads, feedForward, dropout))
                .orElse(base);
    }
}
