package org.gapwise.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.data.SharedData;
import org.gapwise.data.codec.PixelFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files, read with a heap of 128 MB. {@code -Dgapwise.dicom.full=true} takes 1,000 mutants and every place to
 * cut, which lasts minutes; without it there are fewer.
 */
final class HostileFilesTest {

    private static final boolean FULL = Boolean.getBoolean("gapwise.dicom.full");
    private static final Pattern SAID = Pattern.compile("read (\\d+) refused (\\d+) slowest (\\d+) fenced (\\d+)");
    private static final int PATIENCE_MILLIS = 5000;
    private static final List<String> SMALL = List.of(
            "JPEGLSNearLossless_08.dcm",
            "JPEGLSNearLossless_16.dcm",
            "SC_rgb_rle_16bit.dcm",
            "SC_rgb_dcmtk__eb_cr.dcm",
            "SC_rgb_dcmtk__eb_cy_s2.dcm",
            "JPEG2000.dcm",
            "image_dfl.dcm",
            "MR_small_jp2klossless.dcm",
            "MR_small_jpeg_ls_lossless.dcm",
            "MR_small_RLE.dcm");

    @TempDir
    Path folder;

    @Test
    void mutantsGivePixelsOrAReason() throws Exception {
        Path files = SharedData.pack("dicom-samples").resolve("files");
        int count = FULL ? 1000 : 100;
        int[] counts = run(List.of("mutate", files.toString(), String.valueOf(count)));
        assertThat(counts[0] + counts[1]).isEqualTo(count);
        assertThat(counts[0]).isGreaterThan(count / 10);
        assertThat(counts[1]).isGreaterThan(count / 10);
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() throws Exception {
        Path files = SharedData.pack("dicom-samples").resolve("files");
        List<String> args = new ArrayList<>(List.of("cut", files.toString(), FULL ? "1" : "97"));
        args.addAll(SMALL);
        int[] counts = run(args);
        // A few of them go on behind their pixels, where nothing is missed.
        assertThat(counts[1]).isGreaterThan((counts[0] + counts[1]) * 9 / 10);
    }

    /** How many were read, how many refused. */
    private int[] run(List<String> args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Mutants.class.getName()));
        command.addAll(args);
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(FULL ? 60 : 5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(said);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        Matcher matcher = SAID.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        System.out.print("HostileFilesTest " + args.get(0) + ": " + text);
        // FenceTest sees to it that what is fenced ends; by the clock that is longer on a busy machine.
        assertThat(Integer.parseInt(matcher.group(3))).as("slowest").isLessThan(PATIENCE_MILLIS);
        return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
    }

    @Test
    void sequencesNestedTooDeepAreRefusedAndNotFollowed() {
        byte[] open = {0x08, 0, 0x15, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1, -2, -1, 0, -32, -1, -1, -1, -1};
        byte[] nested = new byte[open.length * 50_000];
        for (int i = 0; i < 50_000; i++) {
            System.arraycopy(open, 0, nested, i * open.length, open.length);
        }
        assertThat(fault(Written.grey(1, 1, 8, false, 1).raw(0x00081115, nested)))
                .contains("nested deeper than 16");
    }

    @Test
    void aSizeThatNoMemoryHoldsIsRefusedBeforeItIsTaken() {
        for (TransferSyntax syntax : TransferSyntax.values()) {
            for (int side : new int[] {9000, 65_535}) {
                Written file = new Written(syntax.uid()).layout(side, 65_535, 16, 16);
                if (syntax == TransferSyntax.IMPLICIT_LITTLE) {
                    continue;
                }
                if (syntax.packing() == TransferSyntax.Packing.NONE) {
                    file.words(Tags.PIXELS, 1, 2, 3);
                } else {
                    file.packed(new byte[200]);
                }
                assertThat(fault(file)).contains("more than the limit");
            }
        }
    }

    @Test
    void whatUnpacksToMoreThanMemoryIsRefused() {
        Written file = new Written(TransferSyntax.DEFLATED.uid()).layout(1000, 1000, 16, 16);
        file.element(Tags.PIXELS, "OW", new byte[2_000_000]);
        byte[] bytes = file.file();
        assertThat(bytes.length).isLessThan(10_000);
        assertThat(pixels(bytes)).isEqualTo("2000000");
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 20);
        assertThat(pixels(cut)).contains("deflated data end before they are whole");
    }

    private static String pixels(byte[] bytes) {
        try {
            return String.valueOf(DicomFile.of(bytes).stored().values().length);
        } catch (PixelFault e) {
            return e.what();
        }
    }

    private static String fault(Written file) {
        String said = pixels(file.file());
        assertThat(said.getBytes(StandardCharsets.UTF_8).length).isLessThan(200);
        return said;
    }
}
