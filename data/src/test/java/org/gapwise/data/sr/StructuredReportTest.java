package org.gapwise.data.sr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.predict.Basis;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Prediction;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.dicom.DicomFile;
import org.gapwise.data.dicom.SourceImage;
import org.gapwise.data.dicom.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are written, read back by another reader, and made of hostile images. */
final class StructuredReportTest {

    private static final String NAME = "GRABOWSKI^ZUZANNA";
    private static final LocalDateTime AT = LocalDateTime.of(2026, 11, 26, 9, 30, 5);
    private static final ReportModel MODEL = new ReportModel("chest", "0.1.0", "ab".repeat(32));
    private static final List<String> NAMES = List.of(
            "Pneumonia",
            "Pleural Effusion",
            "wbc_hours",
            "Überdruck",
            "a\\b",
            "x".repeat(100),
            "肺炎",
            "tab\there",
            "p²");

    @TempDir
    private Path folder;

    private static Written image(String instance) {
        return Written.grey(2, 2, 12, false, 1, 2, 3, 4)
                .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1.1")
                .text(0x00080018, "UI", instance)
                .text(0x00080020, "DA", "20261126")
                .text(0x00080050, "SH", "A-4711")
                .text(0x00100010, "PN", NAME)
                .text(0x00100020, "LO", "P-4711")
                .text(0x0020000D, "UI", "1.2.3.4")
                .text(0x0020000E, "UI", "1.2.3.4.5");
    }

    private static SourceImage source(Written file) {
        try {
            return SourceImage.of(file.file());
        } catch (PixelFault e) {
            throw new AssertionError(e);
        }
    }

    /** Any prediction: names of all kinds, some calibrated, probabilities from tiny to one. */
    private static Prediction prediction(long seed) {
        SplittableRandom random = Seeds.of(seed, "reports");
        Map<String, Double> probabilities = new LinkedHashMap<>();
        Map<String, Decision> decisions = new LinkedHashMap<>();
        List<String> used = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(3) == 0) {
                double p = random.nextInt(4) == 0 ? Math.pow(10, -random.nextInt(300)) : random.nextDouble();
                probabilities.put(name, p);
                if (random.nextBoolean()) {
                    decisions.put(
                            name,
                            new Decision(
                                    p / 2, 0.25, p >= 0.25, random.nextBoolean(), random.nextBoolean(), Basis.NONE));
                }
            } else {
                (random.nextBoolean() ? used : absent).add(name);
            }
        }
        return new Prediction("case", probabilities, used, absent, List.of("odd"), decisions);
    }

    private static byte[] report(Prediction prediction, SourceImage... images) {
        return StructuredReport.write(List.of(images), prediction, MODEL, AT);
    }

    private static List<String> expected(ContentItem item, int depth, List<String> lines) {
        String value;
        if (item.value() instanceof ContentItem.Text text) {
            value = "TEXT|" + name(item.name()) + "|" + text.text();
        } else if (item.value() instanceof ContentItem.Code code) {
            value = "CODE|" + name(item.name()) + "|" + name(code.concept());
        } else if (item.value() instanceof ContentItem.Uid uid) {
            value = "UIDREF|" + name(item.name()) + "|" + uid.uid();
        } else if (item.value() instanceof ContentItem.Image image) {
            value = "IMAGE||" + image.sopClass() + " " + image.instance();
        } else if (item.value() instanceof ContentItem.Percent percent) {
            value = "NUM|" + name(item.name()) + "|" + percent.probability();
        } else {
            value = "CONTAINER|" + name(item.name()) + "|SEPARATE";
        }
        lines.add(depth + "|" + item.relation() + "|" + value);
        item.children().forEach(child -> expected(child, depth + 1, lines));
        return lines;
    }

    private static String name(Concept concept) {
        return concept.value() + "," + concept.scheme() + "," + concept.meaning();
    }

    @Test
    void theContentIsReadBackAsItWasMeant() {
        SourceImage one = source(image("1.2.3.4.5.6"));
        SourceImage other = source(image("1.2.3.4.5.7"));
        for (long seed = 0; seed < 200; seed++) {
            Prediction prediction = prediction(seed);
            Map<Integer, SrTree.Element> file = SrTree.read(report(prediction, one, other));
            List<String> read = SrTree.lines(file, StandardCharsets.UTF_8);
            List<String> meant =
                    expected(new ReportContent(List.of(one, other), prediction, MODEL).root(), 0, new ArrayList<>());
            assertThat(read).as("seed %d", seed).hasSameSizeAs(meant);
            for (int i = 0; i < meant.size(); i++) {
                String[] parts = meant.get(i).split("\\|", -1);
                if (parts[2].equals("NUM")) {
                    sameNumber(read.get(i), Double.parseDouble(parts[4]));
                } else {
                    assertThat(read.get(i)).as("seed %d", seed).isEqualTo(meant.get(i));
                }
            }
        }
    }

    private static void sameNumber(String line, double probability) {
        String[] said = line.split("\\|", -1)[4].split(" ");
        BigDecimal percent = new BigDecimal(Double.toString(probability)).movePointRight(2);
        assertThat(Double.parseDouble(said[0])).isEqualTo(percent.doubleValue());
        assertThat(said[1].length()).isLessThanOrEqualTo(16);
        assertThat(Double.parseDouble(said[1]))
                .isCloseTo(percent.doubleValue(), org.assertj.core.data.Percentage.withPercentage(1e-6));
        assertThat(said[2]).isEqualTo("%,UCUM,Percent");
    }

    @Test
    void everyTargetAndEveryInputIsInIt() {
        Prediction prediction = prediction(3);
        String all = String.join(
                "\n", SrTree.lines(SrTree.read(report(prediction, source(image("1.2.3")))), StandardCharsets.UTF_8));
        assertThat(prediction.used()).isNotEmpty();
        assertThat(prediction.absent()).isNotEmpty();
        prediction.probabilities().keySet().forEach(target -> assertThat(all)
                .contains("Tracking Identifier|" + target.replace('\t', ' ')));
        prediction.used().forEach(input -> assertThat(all).contains("was used|" + input.replace('\t', ' ')));
        prediction.absent().forEach(input -> assertThat(all).contains("not filled in|" + input.replace('\t', ' ')));
        assertThat(all).contains("Algorithm Version|0.1.0, model " + MODEL.fingerprint());
    }

    @Test
    void theReportIsOfTheSameStudyAndUnverified() throws PixelFault {
        byte[] file = report(prediction(1), source(image("1.2.3.4.5.6")));
        Map<Integer, SrTree.Element> set = SrTree.read(file);
        Charset ascii = StandardCharsets.US_ASCII;
        Map<Integer, String> said = new LinkedHashMap<>();
        set.forEach((tag, element) -> said.put(tag, element.text(ascii)));
        assertThat(said)
                .containsEntry(0x00100010, NAME)
                .containsEntry(0x00100020, "P-4711")
                .containsEntry(0x00080050, "A-4711")
                .containsEntry(0x0020000D, "1.2.3.4")
                .containsEntry(0x0040A491, "PARTIAL")
                .containsEntry(0x0040A493, "UNVERIFIED")
                .containsEntry(0x0040A496, "PRELIMINARY")
                .containsEntry(0x00080016, StructuredReport.SOP_CLASS)
                .containsEntry(0x00020002, StructuredReport.SOP_CLASS)
                .containsEntry(0x00080023, "20261126")
                .containsEntry(0x00080033, "093005")
                // What is unknown of type 2 is there and empty.
                .containsEntry(0x00100030, "")
                .containsEntry(0x00080090, "")
                .doesNotContainKey(0x00100021);
        Map<Integer, SrTree.Element> evidence = SrTree.only(set, 0x0040A375);
        Map<Integer, SrTree.Element> series = SrTree.only(evidence, 0x00081115);
        assertThat(SrTree.text(evidence, 0x0020000D, ascii)).isEqualTo("1.2.3.4");
        assertThat(SrTree.text(series, 0x0020000E, ascii)).isEqualTo("1.2.3.4.5");
        assertThat(SrTree.text(SrTree.only(series, 0x00081199), 0x00081155, ascii))
                .isEqualTo("1.2.3.4.5.6");
        assertThat(DicomFile.of(file).facts().modality()).contains("SR");
    }

    @Test
    void identifiersAreMadeOfWhatIsSaid() {
        SourceImage image = source(image("1.2.3.4.5.6"));
        byte[] one = report(prediction(1), image);
        assertThat(report(prediction(1), image)).isEqualTo(one);
        byte[] later = StructuredReport.write(List.of(image), prediction(1), MODEL, AT.plusSeconds(1));
        assertThat(uid(one, 0x00080018))
                .matches("2\\.25\\.[1-9][0-9]{30,38}")
                .isEqualTo(uid(one, 0x00020003))
                .isNotEqualTo(uid(report(prediction(2), image), 0x00080018))
                .isNotEqualTo(uid(later, 0x00080018));
        assertThat(uid(one, 0x0020000E)).isEqualTo(uid(later, 0x0020000E)).isNotEqualTo("1.2.3.4.5");
    }

    private static String uid(byte[] file, int tag) {
        return SrTree.text(SrTree.read(file), tag, StandardCharsets.US_ASCII);
    }

    @Test
    void aNameKeepsItsBytesAndItsCharacterSet() {
        byte[] latin = "M\u00fcller^J\u00f6rg".getBytes(StandardCharsets.ISO_8859_1);
        String as = new String(latin, StandardCharsets.ISO_8859_1);
        Map<Integer, SrTree.Element> set = SrTree.read(report(
                prediction(1),
                source(image("1.2.3").text(0x00080005, "CS", "ISO_IR 100").text(0x00100010, "PN", as))));
        assertThat(SrTree.text(set, 0x00080005, StandardCharsets.US_ASCII)).isEqualTo("ISO_IR 100");
        assertThat(SrTree.text(set, 0x00100010, StandardCharsets.ISO_8859_1)).isEqualTo(as);
        assertThat(SrTree.lines(set, StandardCharsets.ISO_8859_1).toString()).doesNotContain("\u00dc");
    }

    @Test
    void imagesOfTwoStudiesOrOfNoneAreRefused() {
        SourceImage image = source(image("1.2.3"));
        SourceImage patient = source(image("1.2.4").text(0x00100020, "LO", "P-4712"));
        SourceImage study = source(image("1.2.4").text(0x0020000D, "UI", "1.2.3.5"));
        for (SourceImage other : List.of(patient, study)) {
            assertThatThrownBy(() -> report(prediction(1), image, other)).isInstanceOf(IllegalArgumentException.class);
        }
        for (Written odd : List.of(
                image(NAME),
                image("1"),
                image("1.2.").text(0x0020000D, "UI", "../../etc"),
                image("1." + "2".repeat(70)),
                image("1.2.3").text(0x00100010, "PN", "x".repeat(2000)),
                image("1.2.3").text(0x00100010, "PN", NAME + "\u0001"))) {
            assertThatThrownBy(() -> SourceImage.of(odd.file()))
                    .isInstanceOf(PixelFault.class)
                    .hasMessageNotContaining("GRABOWSKI")
                    .hasMessageNotContaining("etc");
        }
    }

    @Test
    void aDamagedImageIsRefusedOrReportedAndNeverRepeated() {
        byte[] whole = image("1.2.3.4.5.6").file();
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            SplittableRandom random = Seeds.of(i, "damaged sources");
            byte[] bytes = whole.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                bytes[128 + random.nextInt(bytes.length - 128)] = (byte) random.nextInt(256);
            }
            try {
                SrTree.read(report(prediction(1), SourceImage.of(bytes)));
            } catch (PixelFault e) {
                refused++;
                assertThat(e.what() + e.fix()).doesNotContain("GRABOWSKI").doesNotContain("4711");
            }
        }
        assertThat(refused).isBetween(100, 1900);
    }

    /** Another reader, where it is installed: DCMTK checks the relations of the class and prints the tree. Its checker of
     * types does not know Unicode, and says so. */
    @Test
    void dcmtkReadsItWithoutAWarning() throws IOException, InterruptedException {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream().anyMatch(d -> Files.exists(Path.of(d, "dsrdump"))),
                "SKIPPED: dsrdump of DCMTK is not installed");
        byte[] bytes = report(prediction(3), source(image("1.2.3.4.5.6")), source(image("1.2.3.4.5.7")));
        Path file = Files.write(folder.resolve("sr.dcm"), bytes);
        Process process = new ProcessBuilder("dsrdump", "+U8", "+Pu", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.replaceFirst("W: The VR checker does not support this Specific Character Set: ISO_IR 192", ""))
                .doesNotContainPattern("(?m)^[WEF]: ")
                .contains("Comprehensive SR", "UNVERIFIED", "PARTIAL", "Certainty of Finding", "Measurement Group");
    }
}
