package org.gapwise.study.run;

import java.util.List;
import java.util.function.Consumer;
import org.gapwise.core.Progress;
import org.gapwise.evaluate.study.Crew;
import org.gapwise.nn.Native;

/**
 * Several pieces of work at once, each computing on one thread. A small network is trained as fast by one thread as by
 * two, so two of them side by side take little more than half the time.
 *
 * @param count at once; a single one computes on all threads of the engine
 */
record Workers(int count) {

    /** Does every piece as {@link Crew#each} does, and leaves the engine as it was. */
    <T> void each(List<T> pieces, Consumer<T> work) {
        if (count == 1) {
            pieces.forEach(work);
            return;
        }
        int threads = Native.threads();
        try {
            new Crew(count, Progress.silent()).each(pieces, piece -> {
                Native.compute(1);
                work.accept(piece);
                return piece;
            });
        } finally {
            Native.compute(threads);
        }
    }
}
