package org.gapwise.model.tabular;

import java.util.stream.IntStream;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** The rows of a batch that have anything at all. */
record Rows(int of, long[] chosen) {

    /** @param present {@code [B, F]}, boolean */
    static Rows withAny(Tensor present) {
        boolean[] there = present.toBooleans();
        int b = (int) present.size(0);
        int f = (int) present.size(1);
        long[] chosen = IntStream.range(0, b)
                .filter(i -> IntStream.range(i * f, (i + 1) * f).anyMatch(j -> there[j]))
                .asLongStream()
                .toArray();
        return new Rows(b, chosen);
    }

    boolean none() {
        return chosen.length == 0;
    }

    /** Those rows of {@code [B, ...]}. */
    Tensor take(Tensor all) {
        return chosen.length == of ? all : all.indexSelect(0, index());
    }

    /** A pass for an encoder of those rows. */
    Pass pass(String modality, Pass all) {
        return all.part(modality, chosen, 1);
    }

    /** {@code [B, ...]} with zeros in the other rows. */
    Tensor give(Tensor some) {
        return chosen.length == of ? some : some.scatterRows(index(), of);
    }

    private Tensor index() {
        return Tensor.of(chosen, chosen.length);
    }
}
