package org.gapwise.data.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a child does, it ends. */
final class FenceTest {

    /** Takes all it is handed and answers with one byte. */
    static final class Answers {
        public static void main(String[] args) throws IOException {
            int length = System.in.readAllBytes().length;
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                out.write(length == 100_000 ? 42 : 0);
            }
        }
    }

    /** Never ends and uses the processor. */
    static final class Spins {
        public static void main(String[] args) {
            long turns = 0;
            while (args.length > 0) {
                turns++;
                assert turns > 0;
            }
        }
    }

    /** Never ends and uses nothing. */
    static final class Sleeps {
        public static void main(String[] args) throws InterruptedException {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** Takes all memory it can get. */
    static final class Hoards {
        public static void main(String[] args) {
            List<byte[]> all = new ArrayList<>();
            while (all.size() < 10_000) {
                all.add(new byte[1 << 20]);
            }
            System.out.print("still here");
        }
    }

    @Test
    void aChildThatAnswersIsHeard() throws Exception {
        assertThat(run(Answers.class, 60_000)).isEqualTo(42);
    }

    @Test
    void aChildThatSpinsSleepsOrHoardsIsEnded() {
        for (Class<?> child : List.of(Spins.class, Sleeps.class, Hoards.class)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> run(child, 200)).as(child.getSimpleName()).isInstanceOf(IOException.class);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);
        }
    }

    private static int run(Class<?> child, long millis) throws IOException, PixelFault {
        return new Fence(16, millis).run(child, List.of(), new byte[100_000], in -> (int) in.readByte());
    }
}
