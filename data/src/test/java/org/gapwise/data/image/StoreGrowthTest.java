package org.gapwise.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gapwise.core.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store while it is made, when it is not made to the end, and by how many threads. */
final class StoreGrowthTest {

    /** So large that a batch has only 8 pictures. */
    private static final int SIZE = 1024;

    private static final int BATCH = 8;

    @TempDir
    Path folder;

    @Test
    void aKilledRunIsGoneOnWithAndGivesTheSameBytes() throws Exception {
        List<ImageFile> files = pictures(45);
        Path cache = folder.resolve("killed");
        int decoded = IngestChild.STOPS_AFTER;
        kill(files, cache);
        ImageStore left = ImageStore.growing(files, SIZE, cache);
        int stored = left.stored();
        int threads = Runtime.getRuntime().availableProcessors();
        assertThat(stored).isGreaterThanOrEqualTo(decoded - BATCH - threads).isLessThan(files.size());
        assertThat(stored % BATCH).isZero();
        Counter counter = new Counter(Integer.MAX_VALUE);
        ImageStore.open(files, SIZE, cache, counter).close();
        assertThat(counter.first).isEqualTo(stored);
        assertThat(counter.steps.get()).isEqualTo(files.size());
        Path undisturbed = folder.resolve("undisturbed");
        ImageStore.open(files, SIZE, undisturbed, Progress.silent()).close();
        assertThat(Files.mismatch(store(cache), store(undisturbed))).isEqualTo(-1);
        assertThat(left.refresh()).isEqualTo(files.size());
        assertEqual(left, files);
    }

    /** Runs a process that makes the store and stops in the middle; reads along, and kills it. */
    private static void kill(List<ImageFile> files, Path cache) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                IngestChild.class.getName(),
                cache.toString(),
                Integer.toString(SIZE)));
        files.forEach(file -> command.add(file.path().toString()));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < IngestChild.STOPS_AFTER; i++) {
                assertThat(out.readLine()).isEqualTo("step");
            }
            ImageStore growing = ImageStore.growing(files, SIZE, cache);
            assertThat(growing.stored()).isPositive();
            assertEqual(growing, files.subList(0, growing.stored() + 1));
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatIsThereCanBeReadWhileTheRestIsMade() throws Exception {
        List<ImageFile> files = pictures(30);
        Path cache = folder.resolve("growing");
        ImageStore reader = ImageStore.growing(files, SIZE, cache);
        assertThat(reader.stored()).isZero();
        assertEqual(reader, files.subList(0, 2));
        Counter counter = new Counter(2 * BATCH);
        Thread writer =
                new Thread(() -> ImageStore.open(files, SIZE, cache, counter).close());
        writer.start();
        counter.reached.await();
        while (reader.refresh() < BATCH) {
            Thread.sleep(2);
        }
        assertThat(reader.stored()).isBetween(BATCH, 3 * BATCH);
        assertEqual(reader, files);
        counter.release.countDown();
        writer.join();
        assertThat(reader.refresh()).isEqualTo(files.size());
        assertThat(reader.channels()).isEqualTo(3);
        assertEqual(reader, files);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() throws Exception {
        List<ImageFile> files = pictures(29);
        StoreLayout layout = new StoreLayout(SIZE, files.size(), "ab".repeat(32));
        Path one = folder.resolve("one");
        new StoreWriter(files, layout, new Workers(1), Progress.silent()).write(one);
        for (int threads : new int[] {2, 7, 40}) {
            Path many = folder.resolve("many-" + threads);
            new StoreWriter(files, layout, new Workers(threads), Progress.silent()).write(many);
            assertThat(Files.mismatch(one, many)).isEqualTo(-1);
        }
    }

    @Test
    void greyPicturesTakeOneChannelOnTheDisk() throws Exception {
        List<ImageFile> files = pictures(30);
        Path cache = folder.resolve("grey");
        Counter counter = new Counter(Integer.MAX_VALUE);
        ImageStore.open(files, SIZE, cache, counter).close();
        // Batches of 8, 8, 8 and 6 pictures; the second one holds a colored one.
        assertThat(Files.size(store(cache))).isBetween(46L * SIZE * SIZE, 46L * SIZE * SIZE + 1000);
        assertThat(counter.steps.get()).isEqualTo(files.size());
    }

    @Test
    void aDamagedBatchThatWasNotFinishedIsMadeAgain() throws Exception {
        List<ImageFile> files = pictures(20);
        StoreLayout layout = new StoreLayout(SIZE, files.size(), "cd".repeat(32));
        Path whole = folder.resolve("whole");
        new StoreWriter(files, layout, new Workers(2), Progress.silent()).write(whole);
        byte[] bytes = Files.readAllBytes(whole);
        Path again = folder.resolve("again");
        for (int kept : new int[] {0, 10, 64, 70, 64 + 48 + 8 * SIZE * SIZE, bytes.length - 1, bytes.length}) {
            Files.write(StoreWriter.part(again), java.util.Arrays.copyOf(bytes, kept));
            new StoreWriter(files, layout, new Workers(2), Progress.silent()).write(again);
            assertThat(Files.mismatch(whole, again)).as("cut at " + kept).isEqualTo(-1);
        }
    }

    private static void assertEqual(ImageStore store, List<ImageFile> files) {
        for (int i = 0; i < files.size(); i++) {
            byte[] wanted = files.get(i).read(SIZE).values();
            assertThat(store.get(i).values()).startsWith(wanted);
            assertThat(store.get(i).values().length).isEqualTo(store.get(i).channels() * SIZE * SIZE);
        }
    }

    /** Grey ones, but for the eleventh. */
    private List<ImageFile> pictures(int count) throws IOException {
        List<ImageFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve(i + ".png");
            int type = i == 10 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY;
            Files.write(file, Pictures.bytes("png", type, 20, 24, i));
            files.add(new ImageFile(file, "row " + i));
        }
        return files;
    }

    private static Path store(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".images"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Counts, and lets nobody go on after so many steps until it is told to. */
    private static final class Counter implements Progress {
        final AtomicInteger steps = new AtomicInteger();
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final int pause;
        int first = -1;

        Counter(int pause) {
            this.pause = pause;
        }

        @Override
        public void start(String name, long total) {}

        @Override
        public void step(long more) {
            if (first < 0) {
                first = (int) more;
            }
            if (steps.addAndGet((int) more) >= pause) {
                reached.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void note(String text) {}

        @Override
        public void done() {}
    }
}
