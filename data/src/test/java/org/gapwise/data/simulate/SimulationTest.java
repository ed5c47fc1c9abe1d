package org.gapwise.data.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

    private static final SimulationPlan PLAN = new SimulationPlan(120, 32, 5);

    @TempDir
    private Path folder;

    @Test
    void theSamePlanGivesTheSameBytes() throws IOException {
        Simulation.write(PLAN, folder.resolve("a"));
        Simulation.write(PLAN, folder.resolve("b"));
        Simulation.write(new SimulationPlan(120, 32, 6), folder.resolve("c"));
        assertThat(content(folder.resolve("a"))).isEqualTo(content(folder.resolve("b")));
        assertThat(content(folder.resolve("a"))).isNotEqualTo(content(folder.resolve("c")));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a", "b", "c");
    }

    private static List<String> content(Path root) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(Files::isRegularFile).sorted().forEach(f -> files.add(root.relativize(f) + " " + Sha256.of(f)));
        }
        return files;
    }

    @Test
    void theSchemaDeclaresWhatTheTableHolds() throws IOException {
        Simulation.write(PLAN, folder.resolve("out"));
        Schema schema = Schema.read(folder.resolve("out/schema.toml"));
        List<String> lines = Files.readAllLines(folder.resolve("out/cases.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        assertThat(schema.targetNames()).hasSize(14).contains("No Finding");
        assertThat(schema.features()).hasSize(23).allSatisfy(f -> assertThat(header)
                .contains(f.column()));
        assertThat(header).containsAll(schema.targetNames()).contains("study_id", "subject_id", "image_file");
        assertThat(lines).hasSize(121).allSatisfy(line -> assertThat(line.split(",", -1))
                .hasSize(header.size()));
    }

    @Test
    void everyPictureNamedIsThereAndNoOther() throws IOException {
        Simulation.write(PLAN, folder.resolve("out"));
        List<String> lines = Files.readAllLines(folder.resolve("out/cases.csv"));
        int column = List.of(lines.get(0).split(",")).indexOf("image_file");
        List<String> named = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[column])
                .filter(cell -> !cell.isEmpty())
                .toList();
        try (Stream<Path> walk = Files.walk(folder.resolve("out/images"))) {
            assertThat(walk.filter(Files::isRegularFile)).hasSize(named.size());
        }
        for (String file : named) {
            assertThat(folder.resolve("out/images").resolve(file)).exists();
        }
    }

    @Test
    void aPictureDecodesToThePixelsThatWereDrawn() throws IOException {
        Study study = new Admissions(StandardHospital.create(), PLAN).draw().get(3);
        byte[] pixels = Radiograph.pixels(study.signs(), 300, Seeds.of(1, "test"));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(GreyPng.encode(pixels, 300)));
        assertThat(image.getWidth()).isEqualTo(300);
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < pixels.length; i += 101) {
            assertThat(image.getRaster().getSample(i % 300, i / 300, 0)).isEqualTo(pixels[i] & 0xff);
        }
    }

    @Test
    void everySignChangesThePicture() {
        double[] quiet = new double[Look.COUNT];
        byte[] base = Radiograph.pixels(quiet, 64, Seeds.of(1, "test"));
        for (Look look : Look.values()) {
            double[] strong = quiet.clone();
            strong[look.ordinal()] = 1;
            byte[] shown = Radiograph.pixels(strong, 64, Seeds.of(1, "test"));
            double sum = 0;
            for (int i = 0; i < base.length; i++) {
                sum += Math.abs((shown[i] & 0xff) - (base[i] & 0xff));
            }
            assertThat(sum).as(look.name()).isGreaterThan(1000);
        }
    }

    @Test
    void theOptimumAnswersByWhatIsPresent() {
        Path out = folder.resolve("out");
        Simulation.write(PLAN, out);
        Optimum optimum = Optimum.open(out);
        Study study = new Admissions(StandardHospital.create(), PLAN)
                .draw().stream()
                        .filter(s -> s.hasImage() && s.hasTable())
                        .findFirst()
                        .orElseThrow();
        Case table = Case.of(study.id()).with("age", 60);
        Case image = Case.of(study.id()).with("frontal", size -> new Pixels(1, 1, 1, new byte[1]));
        Case both = image.with("age", 60);
        Hospital hospital = StandardHospital.create();
        Map.of(both, Pattern.EVERYTHING, image, Pattern.TABLE_ABSENT, table, Pattern.IMAGE_ABSENT)
                .forEach((one, pattern) -> {
                    double[] exact = hospital.posterior(study, pattern);
                    Prediction prediction = optimum.predict(one);
                    for (int i = 0; i < exact.length; i++) {
                        assertThat(prediction.probability(Finding.LABELS.get(i)))
                                .isCloseTo(exact[i], within(1e-9));
                    }
                });
        Prediction nothing = optimum.predict(Case.of(study.id()));
        assertThat(nothing.warnings()).hasSize(1);
        assertThat(nothing.absent()).contains("clinical", "frontal", "age");
        assertThat(optimum.predict(table).used()).containsExactly("clinical", "age");
    }

    @Test
    void theOptimumIsSummedUpPerPattern() throws IOException {
        Path out = folder.resolve("out");
        Simulation.write(PLAN, out);
        JsonNode patterns = Json.read(out.resolve("optimum.json")).get("patterns");
        assertThat(patterns).hasSize(4);
        assertThat(patterns.get(0).get("name").asText()).isEqualTo("everything");
        assertThat(patterns.get(0).get("present")).hasSize(2);
        assertThat(patterns.get(0).get("auroc")).hasSize(14);
        assertThat(patterns.get(0).get("macro").asDouble())
                .isGreaterThan(patterns.get(2).get("macro").asDouble());
    }

    @Test
    void aFolderInUseIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "kept");
        assertThatThrownBy(() -> Simulation.write(PLAN, folder)).isInstanceOf(ConfigException.class);
        assertThat(folder.toFile().list()).containsExactly("mine.txt");
    }

    @Test
    void aDamagedOptimumIsReportedWithItsRow() throws IOException {
        Path out = folder.resolve("out");
        Simulation.write(new SimulationPlan(3, 32, 1), out);
        List<String> lines = new ArrayList<>(Files.readAllLines(out.resolve("optimum.csv")));
        lines.set(5, lines.get(5).replace("0.", "x."));
        Files.write(out.resolve("optimum.csv"), lines);
        assertThatThrownBy(() -> Optimum.open(out))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 5");
    }
}
