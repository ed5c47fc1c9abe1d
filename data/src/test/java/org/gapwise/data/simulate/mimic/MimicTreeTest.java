package org.gapwise.data.simulate.mimic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.gapwise.core.Progress;
import org.gapwise.core.file.Sha256;
import org.gapwise.data.SharedData;
import org.gapwise.data.simulate.SimulationPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree has the names, headers and codings of the real one. */
final class MimicTreeTest {

    @TempDir
    Path folder;

    @Test
    void theSamePlanGivesTheSameBytes() throws IOException {
        Map<String, String> once = files(tree("one", 30, true, 0));
        assertThat(files(tree("two", 30, true, 0))).isEqualTo(once);
        assertThat(once).hasSizeGreaterThan(40).containsKey("truth.csv");
    }

    @Test
    void everyHeaderIsTheRealOne() throws IOException {
        Map<String, String> real = new HashMap<>();
        for (String line : Files.readAllLines(SharedData.pack("mimic-schemas").resolve("columns.csv"))) {
            String[] cells = line.split(",");
            real.merge(cells[2], cells[4], (a, b) -> a + "," + b);
        }
        Path root = tree("tree", 5, false, 0);
        List<Path> tables = tables(root);
        assertThat(tables).hasSize(17).allSatisfy(table -> {
            String name = table.getFileName().toString().replace(".csv.gz", "");
            assertThat(lines(table).get(0)).as(name).isEqualTo(real.get(name));
        });
    }

    @Test
    void withoutPicturesTheMetadataAreThereAndAsManyLabRowsAsAskedFor() throws IOException {
        Path root = tree("tree", 40, false, 5000);
        assertThat(root.resolve("mimic-cxr-jpg/files")).doesNotExist();
        assertThat(lines(root.resolve("mimic-cxr-jpg/mimic-cxr-2.0.0-metadata.csv.gz")))
                .hasSizeGreaterThan(40);
        assertThat(lines(root.resolve("mimic-iv/hosp/labevents.csv.gz"))).hasSizeGreaterThan(5000);
    }

    @Test
    void aShareOfThePicturesIsThereAsDicomToo() throws IOException {
        Path root = folder.resolve("dicom");
        MimicTree.write(new MimicTreePlan(new SimulationPlan(40, 32, 5), true, 0, 0.5), root, Progress.silent());
        List<String> listed = lines(root.resolve("mimic-cxr/cxr-record-list.csv.gz"));
        List<String> written =
                files(root.resolve("mimic-cxr/files")).keySet().stream().toList();
        assertThat(listed.subList(1, listed.size()).stream()
                        .map(row -> row.replaceFirst(".*,files/", ""))
                        .sorted())
                .isEqualTo(written);
        assertThat(written.size())
                .isBetween(10, files(root.resolve("mimic-cxr-jpg/files")).size() - 10);
        assertThat(files(root.resolve("mimic-cxr-jpg/files")).keySet())
                .containsAll(written.stream()
                        .map(name -> name.replace(".dcm", ".jpg"))
                        .toList());
    }

    @Test
    void theChecksumsAreThoseOfTheTables() throws IOException {
        Path root = tree("tree", 5, false, 0).resolve("mimic-iv");
        assertThat(Files.readAllLines(root.resolve("SHA256SUMS.txt")))
                .hasSize(9)
                .contains(Sha256.of(root.resolve("hosp/patients.csv.gz")) + " hosp/patients.csv.gz");
    }

    private Path tree(String name, int cases, boolean pictures, long labRows) {
        Path root = folder.resolve(name);
        MimicTree.write(
                new MimicTreePlan(new SimulationPlan(cases, 32, 5), pictures, labRows, 0), root, Progress.silent());
        return root;
    }

    private static List<Path> tables(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(file -> file.toString().endsWith(".csv.gz")).toList();
        }
    }

    private static Map<String, String> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> root.relativize(file).toString(), Sha256::of, (a, b) -> a, TreeMap::new));
        }
    }

    private static List<String> lines(Path table) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(table)), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }
}
