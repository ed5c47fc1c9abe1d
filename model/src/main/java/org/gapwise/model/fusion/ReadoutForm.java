package org.gapwise.model.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** How tokens become logits. */
public enum ReadoutForm {
    FLATTENED(FlattenedReadout::new),
    RELEASED(ReleasedReadout::new),
    MEAN(MeanReadout::new),
    SUMMARY(SummaryReadout::new);

    public static final List<String> WORDS =
            Arrays.stream(values()).map(ReadoutForm::word).toList();

    private final BiFunction<ReadoutSize, SplittableRandom, Readout> maker;

    ReadoutForm(BiFunction<ReadoutSize, SplittableRandom, Readout> maker) {
        this.maker = maker;
    }

    public Readout make(ReadoutSize size, SplittableRandom random) {
        return maker.apply(size, random);
    }

    /** The same where no encoder follows that a summary token could enter: the mean takes its place. */
    public ReadoutForm alone() {
        return this == SUMMARY ? MEAN : this;
    }

    /** Whether it never reads what the encoder makes of absent tokens, so that they need not be computed. */
    public boolean packs() {
        return this != RELEASED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ReadoutForm of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
