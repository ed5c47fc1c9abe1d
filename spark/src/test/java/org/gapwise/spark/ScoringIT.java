package org.gapwise.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.gapwise.core.BundleException;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.data.table.TableCohort;
import org.gapwise.model.ModelPredictor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model asked by many tasks says what it says when it is asked at once. */
class ScoringIT {

    private static final int CASES = 300;
    /** A file system that nothing but Hadoop can open. */
    private static final String FAR = "viewfs://far/data/";

    @TempDir
    private static Path folder;

    private static SparkSession session;
    private static Bundle bundle;

    @TempDir
    private Path place;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void train() throws IOException {
        Ward.write(folder, CASES);
        bundle = Ward.train(folder, "model");
        session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.default.parallelism", 2)
                .config(
                        "spark.hadoop.fs.viewfs.mounttable.far.link./data",
                        folder.toUri().toString())
                .getOrCreate();
    }

    @AfterAll
    static void stop() throws IOException {
        session.close();
    }

    @Test
    void textTablesGetTheNumbersOfPredictInItsOrder() throws IOException {
        String table = folder.resolve("cases.csv").toString();
        Scoring.Done done = score(bundle.folder().toString(), table, "");
        Map<String, List<Object>> expected = predicted();
        assertThat(done.cases()).isEqualTo(CASES);
        assertThat(done.empty())
                .isEqualTo(expected.values().stream()
                        .filter(row -> row.get(1).equals(List.of()))
                        .count())
                .isPositive();
        Map<String, List<Object>> scored = scored();
        assertThat(scored).isEqualTo(expected);
        assertThat(scored.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(place.resolve("out/_SUCCESS")).exists();
        assertThat(said).isEmpty();
    }

    @Test
    void parquetModelAndPicturesMayBeFarAway() throws IOException {
        session.read()
                .option("header", true)
                .option("multiLine", true)
                .option("inferSchema", true)
                .csv(folder.resolve("cases.csv").toString())
                .drop("septic", "sex")
                .repartition(3)
                .write()
                .parquet(folder.resolve("parts").toString());
        Scoring.Done done = score(FAR + "model", FAR + "parts", FAR + "pictures");
        assertThat(done.cases()).isEqualTo(CASES);
        Map<String, List<Object>> expected = predicted(one -> {
            Map<String, String> none = Map.of();
            return one.evidence(one.numbers(), none, one.images());
        });
        Map<String, List<Object>> scored = scored();
        assertThat(scored.keySet()).isEqualTo(expected.keySet());
        scored.forEach((key, row) -> {
            assertThat((Double) row.get(0)).isCloseTo((Double) expected.get(key).get(0), within());
            assertThat(row.subList(1, 3)).isEqualTo(expected.get(key).subList(1, 3));
        });
        assertThat(said).anySatisfy(line -> assertThat(line).contains("there is no column \"sex\""));
    }

    /** Rows came in another order, so other cases were computed together. */
    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    @Test
    void everyFaultIsToldAtOnceAndNothingIsWritten() throws IOException {
        List<String> lines = new ArrayList<>(List.of("study,age,lactate,sex,image_file"));
        for (int i = 0; i < 200; i++) {
            lines.add("s" + i + "," + (i == 3 ? "old" : "40") + ",1,F,"
                    + (i == 150 ? "gone.png" : i == 151 ? "../x.png" : ""));
        }
        lines.set(100, "s99,1");
        Path table = Files.write(place.resolve("bad.csv"), lines);
        assertThatThrownBy(() -> score(
                        bundle.folder().toString(),
                        table.toString(),
                        folder.resolve("pictures").toString()))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.problems()).hasSize(4))
                .hasMessageContaining("bad.csv, row 4 (line 5), column \"age\": \"old\" is not a number")
                .hasMessageContaining("bad.csv, row 100 (line 101): the row has 2 cells, the header has 5")
                .hasMessageContaining("bad.csv, row 151 (line 152), column \"image_file\"")
                .hasMessageContaining("gone.png does not exist")
                .hasMessageContaining("row 152 (line 153), column \"image_file\": the image path climbs");
        assertThat(place.resolve("out")).doesNotExist();
    }

    @Test
    void aKeyThatStandsTwiceInPartsFarApartIsAFault() throws IOException {
        Path parts = Files.createDirectories(place.resolve("parts"));
        List<String> lines = new ArrayList<>(List.of("study,age"));
        for (int i = 0; i < 130; i++) {
            lines.add("s" + i + ",40");
        }
        Files.write(parts.resolve("a.csv"), lines);
        Files.write(parts.resolve("b.csv"), List.of("study,age", "t1,3", "s2,4"));
        assertThatThrownBy(() -> score(bundle.folder().toString(), parts.toString(), ""))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("b.csv, row 2 (line 3), column \"study\"")
                .hasMessageContaining("the same as in row 3 of ")
                .hasMessageContaining("a.csv");
    }

    @Test
    void aPictureThatCannotBeDecodedNamesItsRowAndLeavesNothingBehind() throws IOException {
        Files.writeString(place.resolve("p.png"), "no picture");
        Path table = Files.write(place.resolve("t.csv"), List.of("study,image_file", "a,", "b,p.png"));
        assertThatThrownBy(() -> score(bundle.folder().toString(), table.toString(), place.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("t.csv, row 2 (line 3), column \"image_file\"");
        assertThat(place.resolve("out")).doesNotExist();
    }

    @Test
    void whatCannotBeMeantIsRefused() throws IOException {
        String model = bundle.folder().toString();
        String table = folder.resolve("cases.csv").toString();
        assertThatThrownBy(() -> score(model, place.resolve("none.csv").toString(), ""))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the table does not exist");
        assertThatThrownBy(() -> score(model, folder.resolve("schema.toml").toString(), ""))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not all text tables");
        assertThatThrownBy(() -> score(FAR + "nothing", table, "")).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> new Scoring(session)
                        .run(
                                new ScoringRequest(
                                        model, table, "", place.resolve("out").toString(), 100),
                                said::add))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("multiple of 64");
        Files.createDirectory(place.resolve("out"));
        assertThatThrownBy(() -> score(model, table, ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is something already");
    }

    private Scoring.Done score(String model, String table, String pictures) {
        ScoringRequest request =
                new ScoringRequest(model, table, pictures, place.resolve("out").toString(), Source.TOGETHER);
        return new Scoring(session).run(request, said::add);
    }

    private static Map<String, List<Object>> predicted() {
        return predicted(one -> one);
    }

    /** What {@code gapwise predict} says, in the table's order. */
    private static Map<String, List<Object>> predicted(UnaryOperator<Case> lens) {
        Map<String, List<Object>> rows = new LinkedHashMap<>();
        try (Predictor predictor = CalibratedPredictor.of(bundle, ModelPredictor.open(bundle));
                TableCohort cohort = TableCohort.openForPrediction(
                        predictor.schema(), folder.resolve("cases.csv").toString())) {
            for (int from = 0; from < CASES; from += 64) {
                List<Case> some = cohort.cases().subList(from, Math.min(from + 64, CASES)).stream()
                        .map(lens)
                        .toList();
                for (Prediction one : predictor.predict(some)) {
                    rows.put(one.caseId(), List.of(one.probability("septic"), one.used(), one.absent()));
                }
            }
        }
        return rows;
    }

    /** What was written, in the order of the files. */
    private Map<String, List<Object>> scored() {
        Map<String, List<Object>> rows = new LinkedHashMap<>();
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> parts = Files.list(place.resolve("out"))) {
            parts.filter(part -> part.toString().endsWith(".parquet"))
                    .forEach(part -> files.put(part.getFileName().toString(), part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path file : files.values()) {
            for (Row row : session.read().parquet(file.toString()).collectAsList()) {
                rows.put(row.getString(0), List.of(row.getDouble(1), row.getList(2), row.getList(3)));
            }
        }
        return rows;
    }
}
