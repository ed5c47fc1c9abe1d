package org.gapwise.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.gapwise.core.DataException;
import org.gapwise.core.Seeds;
import org.gapwise.core.file.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is refused before a number of it is believed. */
final class DamagedFilesTest {

    /** Time, extra flags and system in the header: they say nothing about the content, and nothing guards them. */
    private static final int HEADER = 10;

    @TempDir
    Path folder;

    @Test
    void aWholeGzipIsReadAlsoWithSeveralMembersAndPadding() throws IOException {
        byte[] one = gzip("id,x\na,1\n");
        byte[] two = gzip("b,2\n");
        assertThat(read(one).rows()).isEqualTo(1);
        assertThat(read(join(one, two)).rows()).isEqualTo(2);
        assertThat(read(join(join(one, two), new byte[100])).rows()).isEqualTo(2);
    }

    @Test
    void everyFlippedBitIsRefused() throws IOException {
        byte[] whole = gzip(table(400));
        SplittableRandom random = Seeds.of(21, "flips");
        for (int i = 0; i < 250; i++) {
            byte[] flipped = whole.clone();
            int bit = 8 * HEADER + random.nextInt(8 * (whole.length - HEADER));
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(flipped, "bit " + bit);
        }
    }

    @Test
    void aFlipInTheHeaderIsRefusedOrChangesNothing() throws IOException {
        byte[] whole = gzip(table(20));
        Table right = read(whole);
        for (int bit = 0; bit < 8 * HEADER; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(read(flipped).cells(1)).isEqualTo(right.cells(1));
            } catch (DataException e) {
                assertThat(e).hasMessageContaining("gzip");
            }
        }
    }

    @Test
    void everyCutIsRefused() throws IOException {
        byte[] whole = gzip(table(30));
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "cut at " + length);
        }
    }

    @Test
    void aDamagedSecondMemberIsNotDropped() throws IOException {
        byte[] one = gzip("id,x\na,1\n");
        byte[] two = gzip("b,2\n");
        two[0] ^= 1;
        assertRefused(join(one, two), "second member");
        assertRefused(join(one, "garbage".getBytes(StandardCharsets.UTF_8)), "garbage");
    }

    @Test
    void aBombIsStoppedAtTheRatioAndAtTheLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] lines = "a,1\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 400; i++) {
                out.write(lines);
            }
        }
        assertThat(refusal(bytes.toByteArray())).hasMessageContaining("200 times its size");
        ByteArrayOutputStream endless = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(endless)) {
            out.write(new byte[50 << 20]);
        }
        assertThat(refusal(endless.toByteArray())).hasMessageContaining("longer than");
    }

    @Test
    void aFileThatItsChecksumListDisownsIsRefused() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "id,x\na,1\n");
        Files.writeString(folder.resolve("SHA256SUMS"), Sha256.of(file) + "  t.csv\n");
        assertThat(read(file).rows()).isEqualTo(1);
        Files.writeString(file, "id,x\na,2\n");
        assertThat(catchThrowableOfType(DataException.class, () -> read(file)))
                .hasMessageContaining("does not match its checksum in SHA256SUMS");
    }

    private void assertRefused(byte[] bytes, String name) throws IOException {
        assertThat(refusal(bytes)).as(name).isNotNull().hasMessageContaining("gzip file is not whole");
    }

    private DataException refusal(byte[] bytes) throws IOException {
        Path file = folder.resolve("t.csv.gz");
        Files.write(file, bytes);
        return catchThrowableOfType(DataException.class, () -> read(file));
    }

    private Table read(byte[] bytes) throws IOException {
        Path file = folder.resolve("t.csv.gz");
        Files.write(file, bytes);
        return read(file);
    }

    private static Table read(Path file) {
        return new TableFile(file, "").read(TableLimits.USUAL, name -> true);
    }

    private static String table(int rows) {
        StringBuilder text = new StringBuilder("id,x\n");
        SplittableRandom random = Seeds.of(1, "table");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(',').append(random.nextInt(100_000)).append('\n');
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
