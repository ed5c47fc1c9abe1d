package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelfTestTest {

    /** On the processor that builds: whatever the engine gets wrong there, ours goes around. */
    @Test
    void whatIsComputedIsWhat64BitsGive() {
        assertThat(SelfTest.faults()).isEmpty();
    }
}
