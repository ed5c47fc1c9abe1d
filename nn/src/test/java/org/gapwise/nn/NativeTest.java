package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;

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
    void startingTwiceIsStartingOnce() {
        Native.start();
        Native.start();
        assertThat(System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes")).isEqualTo("0");
    }
}
