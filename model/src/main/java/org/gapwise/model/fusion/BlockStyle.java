package org.gapwise.model.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Which block a network is made of. */
public enum BlockStyle {
    /** The paper's. */
    RELEASED(ReleasedBlock::new),
    /** The standard one. */
    PRENORM(PreNormBlock::new);

    public static final List<String> WORDS =
            Arrays.stream(values()).map(BlockStyle::word).toList();

    private final BiFunction<BlockSize, SplittableRandom, Block> maker;

    BlockStyle(BiFunction<BlockSize, SplittableRandom, Block> maker) {
        this.maker = maker;
    }

    Block make(BlockSize size, SplittableRandom random) {
        return maker.apply(size, random);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static BlockStyle of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
