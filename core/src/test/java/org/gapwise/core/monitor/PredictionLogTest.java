package org.gapwise.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictionLogTest {

    private static final String CANARY = "ZUZANNA-GRABOWSKI-4711";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T20:51:56Z"), ZoneOffset.UTC);
    private static final ModelId MODEL = new ModelId("chest", "1", "0a1b");
    private static final Schema SCHEMA = new Schema(
            "cases.csv",
            "study",
            Optional.of("patient"),
            List.of(
                    new TableModality(
                            "clinical", List.of(new Numeric("age"), new Categorical("sex", List.of("F", "M")))),
                    new ImageModality("frontal", "image_file", "pictures")),
            List.of(new Target("septic")));

    @TempDir
    private Path folder;

    /** Says the same of everybody. */
    private static final class Fake implements Predictor {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public List<Prediction> predict(List<Case> cases) {
            return cases.stream()
                    .map(one -> Evidence.of(SCHEMA, one).answer(one.id(), Map.of("septic", 0.123456789)))
                    .toList();
        }
    }

    private static Case whole(int i) {
        return Case.of(CANARY + i)
                .with("age", 63.4711 + i)
                .with("sex", i % 3 == 0 ? CANARY : "M")
                .with("frontal", size -> new Pixels(1, 1, 1, new byte[1]));
    }

    private static void log(PredictionLog log, int from, int cases) {
        Predictor predictor = new LoggedPredictor(new Fake(), log, MODEL, Optional.of(profile()));
        for (int i = from; i < from + cases; i++) {
            predictor.predict(whole(i));
        }
    }

    private static Profile profile() {
        List<Case> training = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            training.add(Case.of("t" + i).with("age", i % 100).with("sex", "F"));
        }
        return Profile.of(SCHEMA, training);
    }

    private void written(int lines, long segment) {
        try (PredictionLog log = PredictionLog.open(folder, CLOCK, segment)) {
            log(log, 0, lines);
        }
    }

    private List<Link> read(Head... anchors) {
        List<Link> links = new ArrayList<>();
        LogReader.read(folder, List.of(anchors), links::add);
        return links;
    }

    private Path only() {
        List<Path> segments = Segments.in(folder);
        assertThat(segments).hasSize(1);
        return segments.get(0);
    }

    @Test
    void aLogTellsWhichInputsThereWereAndNothingOfTheirValues() throws IOException {
        written(12, PredictionLog.SEGMENT);
        List<Link> links = read();
        assertThat(links).hasSize(13);
        assertThat(links.get(0).entry()).isInstanceOf(Entry.Opened.class);
        assertThat(links.get(1).time()).isEqualTo("2026-11-26T20:00Z");
        assertThat(links.get(1).entry())
                .isEqualTo(new Entry.Answered(
                        MODEL, new LinkedHashMap<>(Map.of("age", 6, "sex", 2, "frontal", 0)), Map.of("septic", 0.123)));
        assertThat(Files.readString(only())).doesNotContain(CANARY, "4711", "63.", "0.1234", ":51");
        assertThat(((Entry.Opened) links.get(0).entry()).reference().orElseThrow())
                .isEqualTo(profile().census());
        assertThat(Files.readString(only())).doesNotContain("edges");
    }

    @Test
    void aChainGoesOnAfterARestartAndFromFileToFile() {
        for (int run = 0; run < 3; run++) {
            written(20, 3_000);
        }
        List<Link> links = read();
        assertThat(Segments.in(folder)).hasSizeGreaterThan(2);
        assertThat(links).extracting(Link::number).startsWith(1L, 2L, 3L).doesNotHaveDuplicates();
        assertThat(links.stream().filter(link -> link.entry() instanceof Entry.Answered))
                .hasSize(60);
        for (Path segment : Segments.in(folder)) {
            assertThat(Segments.text(segment)).contains("\"kind\":\"model\"");
        }
    }

    /** Whoever has but one of its files can read it. */
    @Test
    void eachFileTellsOfTheModelsAlsoWhereNothingWasOpenedAnew() throws Exception {
        try (PredictionLog log = PredictionLog.open(folder, CLOCK, 100)) {
            Predictor predictor = new LoggedPredictor(new Fake(), log, MODEL, Optional.of(profile()));
            for (int i = 0; i < 5; i++) {
                int files = i;
                predictor.predict(whole(i));
                until(() -> Segments.in(folder).size() > files);
            }
        }
        assertThat(Segments.in(folder)).hasSizeGreaterThan(4).allSatisfy(segment -> assertThat(Segments.text(segment))
                .contains("\"kind\":\"model\""));
    }

    @Test
    void oldFilesMayGoFromTheStart() throws IOException {
        // Batches decide where a file ends; each of these is one.
        for (int run = 0; run < 4; run++) {
            written(20, 3_000);
        }
        List<Path> segments = Segments.in(folder);
        Files.delete(segments.get(0));
        List<Link> links = new ArrayList<>();
        LogReader.Reading reading = LogReader.read(folder, List.of(), links::add);
        assertThat(reading.first()).isEqualTo(Segments.first(segments.get(1))).isGreaterThan(1);
        Files.delete(segments.get(2));
        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not there")
                .hasMessageContaining(segments.get(3).getFileName().toString());
    }

    @Test
    void anEditedLineIsFoundWhereverItStands() throws IOException {
        written(20, PredictionLog.SEGMENT);
        List<String> lines = Files.readAllLines(only());
        for (int i = 0; i < lines.size(); i++) {
            List<String> edited = new ArrayList<>(lines);
            edited.set(
                    i,
                    i == 0
                            ? lines.get(0).replace("\"F\"", "\"G\"").replace("clinical", "critical")
                            : lines.get(i).replace("0.123", "0.124"));
            Files.write(only(), edited);
            String where = "line " + Math.min(i + 2, lines.size());
            assertThatThrownBy(this::read)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("line " + (i + 1) + " was changed")
                    .hasMessageContaining(where);
        }
    }

    @Test
    void linesThatWereDeletedReorderedOrCutOffAreFound() throws IOException {
        written(20, PredictionLog.SEGMENT);
        List<String> lines = Files.readAllLines(only());
        List<String> deleted = new ArrayList<>(lines);
        deleted.remove(7);
        Files.write(only(), deleted);
        assertThatThrownBy(this::read).hasMessageContaining("line 8 should follow");
        List<String> turned = new ArrayList<>(lines);
        Collections.swap(turned, 7, 12);
        Files.write(only(), turned);
        assertThatThrownBy(this::read).hasMessageContaining("line 8 should follow");
        Files.write(only(), lines.subList(0, 15));
        assertThatThrownBy(this::read)
                .hasMessageContaining("cut off")
                .hasMessageContaining("ends with line 15")
                .hasMessageContaining("names line 21");
        assertThatThrownBy(() -> PredictionLog.open(folder, CLOCK)).isInstanceOf(DataException.class);
        Files.write(only(), lines);
        assertThat(read()).hasSize(21);
    }

    /** Whoever may write can make a chain anew, head and all; a head that was kept elsewhere shows it. */
    @Test
    void aChainThatWasMadeAnewDoesNotHoldAnEarlierHead() throws IOException {
        written(20, PredictionLog.SEGMENT);
        Head kept = Segments.head(folder);
        written(5, PredictionLog.SEGMENT);
        assertThat(read(kept)).hasSize(27);
        Files.delete(only());
        Files.delete(folder.resolve(Segments.HEAD));
        written(40, PredictionLog.SEGMENT);
        assertThat(read()).hasSize(41);
        Head other = new Head(kept.number(), "0".repeat(64));
        assertThatThrownBy(() -> read(other)).hasMessageContaining("line 21 was changed");
        assertThatThrownBy(() -> read(new Head(99, kept.hash()))).hasMessageContaining("the anchor names line 99");
    }

    @Test
    void aLineThatACrashCutIsTakenAwayAndTheChainGoesOn() throws IOException {
        written(5, PredictionLog.SEGMENT);
        Files.writeString(only(), "{\"n\":7,\"previous\":\"", StandardOpenOption.APPEND);
        assertThat(read()).hasSize(6);
        written(5, PredictionLog.SEGMENT);
        assertThat(read()).hasSize(12);
    }

    @Test
    void twoProcessesDoNotWriteToOneLog() {
        try (PredictionLog log = PredictionLog.open(folder, CLOCK)) {
            assertThat(log.state().written()).isZero();
            assertThatThrownBy(() -> PredictionLog.open(folder, CLOCK))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another process");
        }
    }

    /** On a device without space nothing waits and nothing fails; the gap is told when there is space again. */
    @Test
    void whatCannotBeWrittenIsCountedAndToldLater() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        try (PredictionLog log = PredictionLog.open(folder, CLOCK)) {
            Path file = Files.createSymbolicLink(Segments.named(folder, 1), full);
            log(log, 0, 9);
            until(() -> log.state().lost() == 9);
            assertThat(log.state()).isEqualTo(new PredictionLog.State(0, 9, true));
            Files.delete(file);
            // Without another question: the model that could not be told of is told as soon as there is space.
            until(() -> log.state().written() == 1);
            log(log, 0, 3);
            until(() -> log.state().written() == 5);
            assertThat(log.state()).isEqualTo(new PredictionLog.State(5, 9, false));
        }
        List<Link> links = read();
        assertThat(links).extracting(Link::entry).contains(new Entry.Lost(9));
        assertThat(links.stream().filter(link -> link.entry() instanceof Entry.Answered))
                .hasSize(3);
    }

    /** An answer says which model gave it, and what that model is stands in a line of its own: without it none can be read. */
    @Test
    void aModelIsToldOfBeforeItsAnswersHoweverFullTheQueueWas() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        ModelId other = new ModelId("chest", "2", "2c3d");
        try (PredictionLog log = PredictionLog.open(folder, CLOCK)) {
            Path file = Files.createSymbolicLink(Segments.named(folder, 1), full);
            Entry answer = new Entry.Answered(MODEL, Map.of(), Map.of("septic", 0.5));
            for (int i = 0; i < 60_000; i++) {
                log.note(answer);
            }
            // One comes between answers that nobody could note, and is not among what is lost.
            log.note(new Entry.Opened(other, Map.of("clinical", List.of("age")), Optional.empty()));
            until(() -> log.state().lost() == 60_000);
            Files.delete(file);
            until(() -> log.state().written() == 1);
            log.note(new Entry.Answered(other, Map.of(), Map.of("septic", 0.25)));
        }
        assertThat(read()).extracting(Link::entry).hasSize(3).satisfies(entries -> {
            assertThat(entries.get(0)).isEqualTo(new Entry.Lost(60_000));
            assertThat(((Entry.Opened) entries.get(1)).model()).isEqualTo(other);
            assertThat(((Entry.Answered) entries.get(2)).model()).isEqualTo(other);
        });
    }

    private static void until(BooleanSupplier done) throws InterruptedException {
        for (int i = 0; i < 500 && !done.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    @Test
    void aProfileIsReadAsItWasWritten() {
        Profile profile = profile().saying(List.of(Map.of("septic", 0.25), Map.of("septic", 0.75)));
        assertThat(Profile.parse(profile.toJson(), "here")).isEqualTo(profile);
        assertThat(profile.census().outputs().get("septic").mean()).isEqualTo(0.5);
        assertThat(profile.census().having("age")).isEqualTo(400);
        assertThat(profile.census().inputs().get("age")).hasSize(10).allMatch(count -> count == 40);
    }

    @Test
    void probabilitiesAreCountedAsTheLogNotesThem() {
        Counting exact = new Counting(Map.of());
        Counting noted = new Counting(Map.of());
        for (double p : new double[] {0.00201, 0.0024, 0.4996, 0.0004}) {
            exact.said(Map.of("Edema", p));
            noted.said(Map.of("Edema", Math.round(1000 * p) / 1000.0));
        }
        assertThat(exact.census()).isEqualTo(noted.census());
    }
}
