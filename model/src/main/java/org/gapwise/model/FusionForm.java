package org.gapwise.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Schema;

/** How the modalities of a case come together. */
public enum FusionForm {
    /** A masked transformer over the tokens of all modalities: the method. */
    TRANSFORMER(TransformerNetwork::new),
    /** The same, trained under every view of a batch at once. */
    VIEWS(PlainViewsNetwork::new),
    /** And every view that lost something is taught by the whole one as well. */
    DISTILLED_VIEWS(DistilledViewsNetwork::new),
    /** Not at all: one modality, its encoder and a head. */
    NONE(UnimodalNetwork::of),
    /** Side by side into a multi-layer perceptron: the paper's baseline. */
    CONCAT(ConcatNetwork::new),
    /** The largest value over all tokens, then the same: the paper's other baseline. */
    MAX(MaxNetwork::new),
    /** Shared and specific features, in the manner of ShaSpec. */
    SHARED_SPECIFIC(SharedSpecificNetwork::new),
    /** A bank of stand-ins by observed set and a mixture of experts, in the manner of Flex-MoE. */
    EXPERTS(ExpertNetwork::new);

    public static final List<String> WORDS =
            Arrays.stream(values()).map(FusionForm::word).toList();

    /** Puts a network together; the random source decides its weights. */
    private interface Maker {
        Network make(Schema schema, ModelSpec spec, SplittableRandom random);
    }

    private final Maker maker;

    FusionForm(Maker maker) {
        this.maker = maker;
    }

    Network make(Schema schema, ModelSpec spec, SplittableRandom random) {
        return maker.make(schema, spec, random);
    }

    /** Whether it does something of its own about modalities that are absent. */
    boolean asksWhatIsAbsent() {
        return this == SHARED_SPECIFIC || this == EXPERTS;
    }

    /** Rises when the same plan comes to teach something else, so that no run of before is gone on with. */
    public int revision() {
        return this == DISTILLED_VIEWS ? 2 : 1;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static FusionForm of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
