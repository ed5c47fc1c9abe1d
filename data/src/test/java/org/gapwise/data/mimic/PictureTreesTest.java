package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.data.image.ImageFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JPG of MIMIC-CXR-JPG, the DICOM of MIMIC-CXR, and both. */
final class PictureTreesTest {

    private static final int SIZE = 16;

    /** What JPEG takes away of small noisy pictures, here 1.5 levels on average; DICOM takes nothing. */
    private static final int MEAN_LEVELS = 3;

    private static final int MOST_LEVELS = 24;

    @TempDir
    static Path folder;

    private static GeneratedTree tree;

    @BeforeAll
    static void write() {
        tree = GeneratedTree.write(folder.resolve("tree"), 60, true, 1);
    }

    @Test
    void jpgAndDicomGiveTheSameCasesAndNearlyTheSamePictures() throws IOException {
        Sheet jpg = cases("jpg", "jpg");
        Sheet dcm = cases("dcm", "dcm");
        int pictures = 0;
        long away = 0;
        for (String study : jpg.rows().keySet()) {
            for (String column : jpg.columns()) {
                String expected = jpg.cell(study, column);
                boolean file = column.equals("frontal_file");
                assertThat(dcm.cell(study, column)).isEqualTo(file ? expected.replace(".jpg", ".dcm") : expected);
            }
            if (!jpg.cell(study, "frontal_file").isEmpty()) {
                pictures++;
                away += away(
                        picture(tree.cxr(), jpg.cell(study, "frontal_file")),
                        picture(dicom(), dcm.cell(study, "frontal_file")));
            }
        }
        assertThat(pictures).isGreaterThan(30);
        assertThat((double) away / pictures / (SIZE * SIZE)).isLessThan(MEAN_LEVELS);
    }

    @Test
    void negativesAreThereAndShowWhatTheirTwinsShow() throws IOException {
        int negatives = 0;
        for (Path file : files(dicom(), ".dcm")) {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int at = text.indexOf("MONOCHROME1");
            if (at >= 0) {
                negatives++;
                byte[] twin = bytes.clone();
                twin[at + "MONOCHROME".length()] = '2';
                for (int i = bytes.length - 2 * SIZE * SIZE; i < bytes.length; i += 2) {
                    int sample = 4095 - ((bytes[i] & 0xFF) | (bytes[i + 1] & 0xFF) << 8);
                    twin[i] = (byte) sample;
                    twin[i + 1] = (byte) (sample >> 8);
                }
                Path positive = Files.write(folder.resolve("twin.dcm"), twin);
                assertThat(new ImageFile(file, "a").read(SIZE).values())
                        .isEqualTo(new ImageFile(positive, "b").read(SIZE).values());
            }
        }
        assertThat(negatives).isBetween(3, files(dicom(), ".dcm").size() / 2);
    }

    @Test
    void whatIsPreferredIsTakenAndTheOtherFillsIn() throws IOException {
        for (Path file : files(tree.cxr(), ".jpg").subList(0, 20)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".away"));
        }
        MimicCohort cohort = into("both", "jpg\", \"dcm");
        Sheet both = Sheet.read(folder.resolve("both/cases.csv"), "study_id");
        List<String> kinds = both.rows().values().stream()
                .map(row -> row.get("frontal_file"))
                .filter(file -> !file.isEmpty())
                .map(file -> file.replaceFirst("/.*[.]", " "))
                .toList();
        assertThat(kinds).contains("mimic-cxr-jpg jpg", "mimic-cxr dcm");
        assertThat(cohort.warnings()).anyMatch(w -> w.what().contains("histogram-equalized"));
        assertThat(both.rows()).hasSize(60);
        assertThat(((ImageModality) cohort.schema().modalities().get(1)).root()).isEqualTo("../tree");
        Sheet dcm = cases("dcm-first", "dcm\", \"jpg");
        assertThat(dcm.rows().values())
                .allSatisfy(row -> assertThat(row.get("frontal_file")).doesNotEndWith("jpg"));
        assertThatThrownBy(() -> cases("alone", "jpg"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not in the tree");
        for (Path file : files(tree.cxr(), ".away")) {
            Files.move(file, Path.of(file.toString().replace(".away", "")));
        }
    }

    private static Sheet cases(String out, String files) throws IOException {
        into(out, files);
        return Sheet.read(folder.resolve(out + "/cases.csv"), "study_id");
    }

    private static MimicCohort into(String out, String files) throws IOException {
        MimicFolders folders =
                new MimicFolders(tree.cxr(), Optional.of(dicom()), tree.iv(), Optional.of(tree.ed()), Optional.empty());
        MimicPlan plan = MimicPlan.of(MimicPlan.CLINICAL).with(List.of("images.files=[\"" + files + "\"]"));
        return GeneratedTree.into(folder.resolve(out), folders, plan);
    }

    private static Path dicom() {
        return tree.root().resolve("mimic-cxr");
    }

    private static Pixels picture(Path root, String file) {
        return new ImageFile(root.resolve(file), file).read(SIZE);
    }

    private static long away(Pixels one, Pixels other) {
        long sum = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            int levels = Math.abs((one.values()[i] & 0xFF) - (other.values()[i] & 0xFF));
            assertThat(levels).isLessThan(MOST_LEVELS);
            sum += levels;
        }
        return sum;
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(file -> file.toString().endsWith(ending)).sorted().forEach(files::add);
        }
        return files;
    }
}
