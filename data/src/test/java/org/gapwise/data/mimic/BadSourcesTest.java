package org.gapwise.data.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.Seeds;
import org.gapwise.core.toml.TomlFile;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.table.TableLimits;
import org.gapwise.data.table.WholeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not whole, not there, or not what it should be is refused by name. */
final class BadSourcesTest {

    private static final int FLIPS = Integer.getInteger("gapwise.flips", 150);
    private static final int CUTS = Integer.getInteger("gapwise.cuts", 50);

    /** Bytes of the gzip header that say nothing about the content. */
    private static final int HEADER = 10;

    @TempDir
    Path folder;

    private GeneratedTree tree;
    private int runs;

    @BeforeEach
    void write() {
        tree = GeneratedTree.write(folder.resolve("tree"), 20, false);
    }

    @Test
    void everyDamagedTableIsRefusedBeforeItIsRead() throws IOException {
        Path file = tree.iv().resolve("hosp/labevents.csv.gz");
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = Seeds.of(3, "damage");
        Path damaged = folder.resolve("t.csv.gz");
        int silent = 0;
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = whole.clone();
            int bit = 8 * HEADER + random.nextInt(8 * (whole.length - HEADER));
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(damaged, flipped);
            if (catchThrowableOfType(DataException.class, () -> WholeFile.sha256(damaged, TableLimits.USUAL)) == null) {
                silent++;
                // A few bits of a deflate stream say nothing, e.g. those after its end up to a whole byte.
                assertThat(unpacked(damaged)).as("bit " + bit).isEqualTo(unpacked(file));
                assertThat(WholeFile.sha256(damaged, TableLimits.USUAL))
                        .isNotEqualTo(WholeFile.sha256(file, TableLimits.USUAL));
            }
        }
        for (int i = 0; i < CUTS; i++) {
            int length = random.nextInt(whole.length);
            Files.write(damaged, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> WholeFile.sha256(damaged, TableLimits.USUAL))
                    .as("cut at " + length)
                    .isInstanceOf(DataException.class);
        }
        // What the silent ones change is the file's SHA-256: with SHA256SUMS.txt, as shipped, they are refused, too.
        System.out.printf(
                "BadSourcesTest: of %d damaged files %d are refused, %d of them by SHA256SUMS.txt alone%n",
                FLIPS + CUTS, FLIPS + CUTS, silent);
        assertThat(silent).isLessThan(FLIPS / 50);
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
