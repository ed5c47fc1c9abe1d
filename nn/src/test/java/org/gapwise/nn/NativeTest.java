package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class NativeTest {
    @Test
    void theEngineSaysWhatItIs() {
        EngineInfo info = Native.describe();
        assertThat(info.torch()).isEqualTo("2.10.0");
        assertThat(info.threads()).isPositive();
        assertThat(info.cache()).isDirectory();
        assertThat(info.capability()).isNotBlank();
        assertThat(info.warning()).as("the build limits spinning").isEmpty();
    }

    @Test
    void whatSpinsIsNamed() {
        assertThat(Native.spinWarning(Map.of())).hasValueSatisfying(text -> assertThat(text)
                .contains("set GOMP_SPINCOUNT=1000 and OPENBLAS_THREAD_TIMEOUT=10 in"));
        assertThat(Native.spinWarning(Map.of("OMP_WAIT_POLICY", "passive")))
                .hasValueSatisfying(text -> assertThat(text).contains("set OPENBLAS_THREAD_TIMEOUT=10 in"));
        assertThat(Native.spinWarning(Map.of("OPENBLAS_NUM_THREADS", "1")))
                .hasValueSatisfying(text -> assertThat(text).contains("set GOMP_SPINCOUNT=1000 in"));
        assertThat(Native.spinWarning(Map.of("GOMP_SPINCOUNT", "7", "OPENBLAS_THREAD_TIMEOUT", "4")))
                .isEmpty();
    }

    @Test
    void startingTwiceIsStartingOnce() {
        Native.start();
        Native.start();
        assertThat(System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes")).isEqualTo("0");
    }

    @Test
    void littleWorkIsDoneByOneThreadAndMuchByAsManyAsThereMayBe() throws Exception {
        int most = Native.threads();
        Native.suit(1e6);
        assertThat(torch.get_num_threads()).isOne();
        assertThat(Native.threads()).isEqualTo(most);
        Native.suit(1e12);
        assertThat(torch.get_num_threads()).isEqualTo(most);
        int[] seen = new int[2];
        Thread told = new Thread(() -> {
            Native.compute(1);
            Native.suit(1e12);
            seen[0] = Native.threads();
            seen[1] = torch.get_num_threads();
        });
        told.start();
        told.join();
        Native.compute(most);
        assertThat(seen).as("a thread that was told to be alone").containsExactly(1, 1);
    }
}
