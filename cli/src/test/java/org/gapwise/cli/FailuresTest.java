package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailuresTest {

    @Test
    void anEngineThatCannotBeLoadedIsExplainedByItsFirstFailure() {
        Error first = new UnsatisfiedLinkError("no jnitorch in java.library.path: /a.b..");
        assertThat(Failures.reason(first)).isEqualTo("no jnitorch in java.library.path: /a.b");
        // What the virtual machine throws when an initializer that failed on another thread is asked for again.
        Error again = new NoClassDefFoundError("Could not initialize class org.gapwise.nn.Native$Started");
        again.initCause(new ExceptionInInitializerError("Exception java.lang.UnsatisfiedLinkError: no jnitorch"
                + " in java.library.path: /a.b [in thread \"engine\"]"));
        assertThat(Failures.reason(again)).isEqualTo("no jnitorch in java.library.path: /a.b");
    }
}
