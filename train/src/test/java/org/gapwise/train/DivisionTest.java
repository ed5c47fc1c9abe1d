package org.gapwise.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.model.Trainee;
import org.junit.jupiter.api.Test;

class DivisionTest {

    /** As {@link Alone}, but one of several. */
    private record Member(int rank, int world) implements Collective {

        @Override
        public double gradients(Trainee network, double loss) {
            return loss;
        }

        @Override
        public void sum(float[] values) {}

        @Override
        public boolean any(boolean here) {
            return here;
        }

        @Override
        public byte[] first(byte[] here) {
            return here;
        }

        @Override
        public void close() {}
    }

    @Test
    void everyCaseIsInExactlyOnePieceAndNoPieceIsEmpty() {
        SplittableRandom random = Seeds.of(4, "divisions");
        for (int trial = 0; trial < 300; trial++) {
            int world = 1 + random.nextInt(6);
            int pieces = 1 + random.nextInt(6);
            List<Integer> all = IntStream.range(0, random.nextInt(20)).boxed().toList();
            List<EncodedCase> cases =
                    Collections.nCopies(all.size(), new EncodedCase(Case.of("c"), List.of(), Map.of(), new byte[0]));
            List<Integer> seen = new ArrayList<>();
            for (int rank = 0; rank < world; rank++) {
                for (Draw part : new Division(new Member(rank, world), pieces).of(new Draw(cases, all, 0))) {
                    assertThat(part.size()).isPositive().isEqualTo(part.cases().size());
                    seen.addAll(part.indices());
                }
            }
            assertThat(seen).isEqualTo(all);
        }
    }
}
