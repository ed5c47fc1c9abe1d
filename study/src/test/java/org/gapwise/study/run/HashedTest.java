package org.gapwise.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.OneModality;
import org.gapwise.study.Ward;
import org.gapwise.train.Fingerprint;
import org.junit.jupiter.api.Test;

class HashedTest {

    private static final Cohort WARD = Ward.gappy(40, 0.1, 1);

    @Test
    void dataAreReadOnceAndHaveTheHashTheyHadBefore() {
        AtomicInteger read = new AtomicInteger();
        Cohort counted = WARD.each(one -> {
            read.incrementAndGet();
            return one;
        });
        Hashed hashed = new Hashed(counted);
        for (int time = 0; time < 3; time++) {
            assertThat(Hashed.data(hashed)).isEqualTo(Fingerprint.data(WARD));
            assertThat(Hashed.data(Hashed.alone(hashed, "frontal")))
                    .isEqualTo(Fingerprint.data(WARD.through(new OneModality("frontal"))));
        }
        assertThat(read).hasValue(2 * WARD.size());
    }

    @Test
    void anyOtherCohortIsHashedToo() {
        assertThat(Hashed.data(WARD)).isEqualTo(Fingerprint.data(WARD));
        assertThat(Hashed.alone(WARD, "clinical").schema().modalityNames()).containsExactly("clinical");
    }
}
