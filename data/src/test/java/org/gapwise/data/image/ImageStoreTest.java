package org.gapwise.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageStoreTest {

    @TempDir
    Path folder;

    @Test
    void storedPicturesEqualDecodedOnes() throws Exception {
        List<ImageFile> files = pictures(12, BufferedImage.TYPE_BYTE_GRAY);
        try (ImageStore store = open(files)) {
            assertThat(store.channels()).isEqualTo(1);
            for (int i = 0; i < files.size(); i++) {
                assertThat(store.get(i).values())
                        .isEqualTo(files.get(i).read(16).values());
            }
        }
    }

    @Test
    void oneColoredPictureGivesAllThreeChannels() throws Exception {
        List<ImageFile> files = pictures(30, BufferedImage.TYPE_BYTE_GRAY);
        files.add(10, picture("colored.png", BufferedImage.TYPE_3BYTE_BGR, 7));
        try (ImageStore store = open(files)) {
            assertThat(store.channels()).isEqualTo(3);
            assertThat(store.get(10).values()).isEqualTo(files.get(10).read(16).values());
            byte[] grey = files.get(3).read(16).values();
            assertThat(store.get(3).values()).startsWith(grey).endsWith(grey);
        }
    }

    @Test
    void aStoreIsMadeOnceAndAgainWhenAFileChanges() throws Exception {
        List<ImageFile> files = pictures(3, BufferedImage.TYPE_BYTE_GRAY);
        Counter counter = new Counter();
        open(files, counter).close();
        open(files, counter).close();
        assertThat(counter.steps.get()).isEqualTo(3);
        Files.setLastModifiedTime(files.get(0).path(), FileTime.fromMillis(1_000_000));
        open(files, counter).close();
        assertThat(counter.steps.get()).isEqualTo(6);
    }

    @Test
    void aDamagedStoreIsSeenAndMadeAgain() throws Exception {
        List<ImageFile> files = pictures(5, BufferedImage.TYPE_BYTE_GRAY);
        Counter counter = new Counter();
        open(files, counter).close();
        long length = Files.size(store());
        for (long at : new long[] {3, 20, 30, 62, 66, length - 1, -1}) {
            int before = counter.steps.get();
            damage(store(), at);
            for (int k = 0; k < 2; k++) {
                try (ImageStore store = open(files, counter)) {
                    for (int i = 0; i < files.size(); i++) {
                        assertThat(store.get(i).values())
                                .isEqualTo(files.get(i).read(16).values());
                    }
                }
            }
            assertThat(counter.steps.get()).as("damage at " + at).isEqualTo(before + 5);
        }
    }

    @Test
    void everyBadPictureIsNamedWithRowAndPathAndNothingIsKept() throws Exception {
        List<ImageFile> files = pictures(6, BufferedImage.TYPE_BYTE_GRAY);
        byte[] whole = Files.readAllBytes(files.get(2).path());
        whole[whole.length / 2] ^= 1;
        Files.write(files.get(2).path(), whole);
        Files.writeString(files.get(4).path(), "no picture");
        DataException e = catchThrowableOfType(DataException.class, () -> open(files));
        assertThat(e.problems()).hasSize(2);
        assertThat(e.problems().get(0).toString()).contains("row of 2.png").contains("checksum");
        assertThat(e.problems().get(1).toString()).contains("4.png").contains("neither PNG nor JPEG");
        try (Stream<Path> left = Files.list(cache())) {
            assertThat(left.map(Path::toString)).allMatch(name -> name.endsWith(".lock"));
        }
    }

    @Test
    void twoAtOnceMakeItOnce() throws Exception {
        List<ImageFile> files = pictures(20, BufferedImage.TYPE_BYTE_GRAY);
        Counter counter = new Counter();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(pool.submit(() -> {
                try (ImageStore store = open(files, counter)) {
                    return store.count();
                }
            }));
        }
        for (Future<Integer> run : runs) {
            assertThat(run.get()).isEqualTo(20);
        }
        pool.shutdown();
        assertThat(counter.steps.get()).isEqualTo(20);
    }

    private ImageStore open(List<ImageFile> files) {
        return open(files, Progress.silent());
    }

    private ImageStore open(List<ImageFile> files, Progress progress) {
        return ImageStore.open(files, 16, cache(), progress);
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Path store() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(".images"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<ImageFile> pictures(int count, int type) throws IOException {
        List<ImageFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(picture(i + ".png", type, i));
        }
        return files;
    }

    private ImageFile picture(String name, int type, long seed) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, Pictures.bytes("png", type, 20, 24, seed));
        return new ImageFile(file, "row of " + name);
    }

    /** Flips a bit, or cuts the last byte off when the place is negative. */
    private static void damage(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            if (at < 0) {
                bytes.setLength(bytes.length() - 1);
                return;
            }
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 4);
        }
    }

    private static final class Counter implements Progress {
        final AtomicInteger steps = new AtomicInteger();

        @Override
        public void start(String name, long total) {}

        @Override
        public void step(long more) {
            steps.addAndGet((int) more);
        }

        @Override
        public void note(String text) {}

        @Override
        public void done() {}
    }
}
