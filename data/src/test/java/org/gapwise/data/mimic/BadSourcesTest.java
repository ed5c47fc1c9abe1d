package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.gapwise.core.Seeds;
import org.gapwise.core.toml.TomlFile;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.desk.Effort;
import org.gapwise.data.table.TableLimits;
import org.gapwise.data.table.WholeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not whole, not there, or not what it should be is refused by name. */
final class BadSourcesTest {

    private static final int FLIPS = 750;
    private static final int CUTS = 250;

    /** Bytes of gzip's header. */
    private static final int HEADER = 10;

    @TempDir
    Path folder;

    private GeneratedTree tree;
    private int runs;

    @BeforeEach
    void write() {
        tree = GeneratedTree.write(folder.resolve("tree"), 20, false);
    }

    /** As PhysioNet ships it: every bit of the file counts, those of gzip's header too. */
    @Test
    void everyDamagedTableIsRefusedBeforeItIsRead() throws IOException {
        Path file = tree.iv().resolve("hosp/labevents.csv.gz");
        byte[] whole = Files.readAllBytes(file);
        assertThat(Files.readString(tree.iv().resolve("SHA256SUMS.txt"))).contains("hosp/labevents.csv.gz");
        assertThat(isRead(folder.resolve("whole"))).isTrue();
        Path work = folder.resolve("damaged");
        for (byte[] damaged : damaged(whole)) {
            Files.write(file, damaged);
            assertThat(isRead(work)).isFalse();
        }
        assertThat(work).doesNotExist();
        System.out.printf("BadSourcesTest: of %d damaged files %d are refused%n", FLIPS + CUTS, FLIPS + CUTS);
    }

    /**
     * Without the list a file has only itself to tell. Time and system in gzip's header, bits that fill up a byte, and a
     * repetition that points to another place with the same text say nothing about the content: such a file is read, and
     * is not the same file in the report.
     */
    @Test
    void withoutTheListADamagedTableIsRefusedOrSaysTheSame() throws IOException {
        Path file = tree.iv().resolve("hosp/labevents.csv.gz");
        byte[] whole = Files.readAllBytes(file);
        byte[] right = unpacked(file);
        String sha256 = WholeFile.sha256(file, TableLimits.USUAL);
        Files.delete(tree.iv().resolve("SHA256SUMS.txt"));
        int same = 0;
        for (byte[] damaged : damaged(whole)) {
            Files.write(file, damaged);
            if (catchThrowableOfType(DataException.class, () -> WholeFile.sha256(file, TableLimits.USUAL)) == null) {
                same++;
                assertThat(damaged).hasSameSizeAs(whole);
                assertThat(unpacked(file)).isEqualTo(right);
                assertThat(WholeFile.sha256(file, TableLimits.USUAL)).isNotEqualTo(sha256);
            }
        }
        System.out.printf(
                "BadSourcesTest: without SHA256SUMS.txt %d of %d damaged files are refused, the others say the same%n",
                FLIPS + CUTS - same, FLIPS + CUTS);
        assertThat(same).isLessThan(FLIPS / 50);
    }

    /** Each with one bit flipped, anywhere, or cut anywhere. */
    private static List<byte[]> damaged(byte[] whole) {
        SplittableRandom random = Seeds.of(3, "damage");
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(8 * whole.length);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            files.add(flipped);
        }
        for (int i = 0; i < CUTS; i++) {
            files.add(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        return files;
    }

    @Test
    void everyBitOfAListedFileCounts() throws IOException {
        Path file = tree.iv().resolve("icu/icustays.csv.gz");
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * whole.length; bit += bit < 8 * HEADER ? 1 : 7) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            int place = bit;
            assertThatThrownBy(() -> read(folder.resolve("bit"), SourceTable.ICUSTAYS))
                    .as("bit " + place)
                    .isInstanceOf(DataException.class);
        }
    }

    private boolean isRead(Path work) {
        try {
            return !read(work, SourceTable.LABEVENTS).isEmpty();
        } catch (DataException e) {
            assertThat(e).hasMessageMatching("(?s).*(not whole|does not match its checksum).*");
            return false;
        }
    }

    private List<InputFile> read(Path work, SourceTable table) {
        try (Intake intake = new Intake(tree.folders(), work, Effort.usual())) {
            return intake.read(List.of(table), Progress.silent());
        }
    }

    @Test
    void everyProblemOfTheTablesComesAtOnceAndNoneOfTheirCells() throws IOException {
        Files.delete(tree.iv().resolve("hosp/omr.csv.gz"));
        flip(tree.iv().resolve("hosp/labevents.csv.gz"));
        unpack(tree.iv().resolve("hosp/patients.csv.gz"), text -> text.replaceFirst("anchor_age", "age"));
        unpack(tree.ed().resolve("ed/triage.csv.gz"), text -> text.replaceFirst("\n(\\d+),(\\d+)", "\nSECRET,$2"));
        Files.writeString(tree.iv().resolve("SHA256SUMS.txt"), "0".repeat(64) + " icu/icustays.csv.gz\n");
        DataException refusal = catchThrowableOfType(DataException.class, () -> run("images.absent=unchecked"));
        assertThat(refusal.problems()).hasSize(5);
        assertThat(refusal)
                .hasMessageContaining("omr is not there")
                .hasMessageContaining("labevents.csv.gz: the gzip file is not whole")
                .hasMessageContaining("\"anchor_age\" is not there")
                .hasMessageContaining("triage.csv, line 2")
                .hasMessageContaining("icustays.csv.gz: the file does not match its checksum")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void plainTablesAndCapitalsInHeadersAreReadAsWell() throws IOException {
        MimicCohort packed = run("images.absent=unchecked");
        for (String name : List.of("hosp/patients", "hosp/labevents", "icu/icustays")) {
            unpack(tree.iv().resolve(name + ".csv.gz"), text -> text.replaceFirst("subject_id", "SUBJECT_ID"));
        }
        Files.delete(tree.iv().resolve("SHA256SUMS.txt"));
        MimicCohort plain = run("images.absent=unchecked");
        assertThat(plain.flow()).isEqualTo(packed.flow());
        assertThat(folder.resolve("out2/cases.csv")).hasSameTextualContentAs(folder.resolve("out1/cases.csv"));
    }

    @Test
    void anImageThatTheTreeLacksIsAFaultOrDroppedAndCounted() throws IOException {
        Path first = tree.cxr()
                .resolve(tree.truth().rows().values().stream()
                        .map(row -> row.get("image_file"))
                        .filter(file -> !file.isEmpty())
                        .findFirst()
                        .orElseThrow());
        DataException refusal = catchThrowableOfType(DataException.class, () -> run("images.absent=fault"));
        assertThat(refusal)
                .hasMessageContaining("metadata of MIMIC-CXR, row 1")
                .hasMessageContaining("not in the tree");
        assertThat(refusal).hasMessageNotContaining("files/p1");
        Files.createDirectories(first.resolveSibling(""));
        Files.write(first, new byte[] {1});
        Flow flow = run("images.absent=drop").flow();
        Flow.Step there = flow.steps().get(3);
        assertThat(there.images()).isEqualTo(1);
        assertThat(there.leftOut()).allSatisfy(left -> assertThat(left.count())
                .isEqualTo(flow.steps().get(2).images() - 1));
    }

    @Test
    void aTimeThatIsNoneIsAFaultWithItsRow() throws IOException {
        Path metadata = tree.cxr().resolve("mimic-cxr-2.0.0-metadata.csv.gz");
        unpack(metadata, text -> text.replaceFirst("(\n[^\n]*,)[0-9.]+(,CHEST)", "$1996100.0$2"));
        Files.delete(tree.cxr().resolve("SHA256SUMS.txt"));
        assertThatThrownBy(() -> run("images.absent=unchecked"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining("no time");
    }

    @Test
    void anUnknownKeyIsAnErrorWithASuggestion() {
        assertThatThrownBy(() -> MimicPlan.of(MimicPlan.CLINICAL).with(List.of("labs.window_hour=3")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Did you mean \"window_hours\"?");
        assertThatThrownBy(() -> MimicPlan.of(MimicPlan.CLINICAL).with(List.of("labs.items=[\"lactat\"]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Did you mean \"lactate\"?");
        for (String features : MimicPlan.FEATURES) {
            MimicPlan plan = MimicPlan.of(features);
            MimicPlan again = TomlFile.parse(plan.toToml(), "t", MimicPlanToml::read);
            assertThat(again).isEqualTo(plan);
        }
    }

    private MimicCohort run(String change) throws IOException {
        runs++;
        return tree.into(
                folder.resolve("out" + runs), MimicPlan.of(MimicPlan.CLINICAL).with(List.of(change)));
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    /** Replaces a packed table by a plain one, changed. */
    private static void unpack(Path file, UnaryOperator<String> change) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            String text = change.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Files.writeString(Path.of(file.toString().replace(".gz", "")), text);
        }
        Files.delete(file);
    }
}
