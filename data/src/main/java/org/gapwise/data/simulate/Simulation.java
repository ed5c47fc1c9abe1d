package org.gapwise.data.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Progress;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/**
 * A simulated cohort on disk: schema.toml, cases.csv and images as a user would bring them, and beside them what no
 * user has: optimum.json, optimum.csv and truth.csv. The same plan gives the same bytes.
 */
public final class Simulation {

    static final String SCHEMA = "schema.toml";
    static final String CASES = "cases.csv";
    static final String IMAGES = "images";
    static final String OPTIMUM = "optimum.json";
    static final String POSTERIORS = "optimum.csv";
    static final String TRUTH = "truth.csv";

    static final List<String> MISSING = List.of("", "NA");

    private Simulation() {}

    /** Writes a cohort into a folder that is new or empty. */
    public static void write(SimulationPlan plan, Path out) {
        write(plan, out, Progress.silent());
    }

    /**
     * The same with news of how far it is. The folder appears whole, under its name, when everything is written.
     */
    public static void write(SimulationPlan plan, Path out, Progress progress) {
        Path target = out.toAbsolutePath().normalize();
        requireEmpty(target, out);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            delete(part);
            fill(plan, part, progress);
            AtomicFile.move(part, target);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + out, e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void fill(SimulationPlan plan, Path folder, Progress progress) throws IOException {
        Hospital hospital = StandardHospital.create();
        List<Study> studies = new Admissions(hospital, plan).draw();
        Files.createDirectories(folder);
        Posteriors posteriors = Posteriors.of(hospital, studies, progress);
        AtomicFile.write(folder.resolve(SCHEMA), schema(hospital).toToml());
        AtomicFile.write(folder.resolve(POSTERIORS), posteriors.toCsv());
        AtomicFile.write(folder.resolve(OPTIMUM), posteriors.toJson(plan));
        CaseTable table = new CaseTable(hospital, plan);
        AtomicFile.write(folder.resolve(CASES), table.cases(studies));
        AtomicFile.write(folder.resolve(TRUTH), table.truth(studies));
        images(plan, studies, folder.resolve(IMAGES), progress);
    }

    private static void images(SimulationPlan plan, List<Study> studies, Path root, Progress progress)
            throws IOException {
        List<Study> pictured = studies.stream().filter(Study::hasImage).toList();
        for (Study study : pictured) {
            Files.createDirectories(root.resolve(study.imageFile()).resolveSibling(""));
        }
        progress.start("Rendering radiographs", pictured.size());
        pictured.parallelStream().forEach(study -> {
            try {
                Files.write(root.resolve(study.imageFile()), Radiograph.png(plan, study));
            } catch (IOException e) {
                throw new UncheckedIOException("could not write " + study.imageFile(), e);
            }
            progress.step(1);
        });
        progress.done();
    }

    static Schema schema(Hospital hospital) {
        List<Feature> features =
                hospital.columns().stream().map(c -> c.measurement().feature()).toList();
        List<Modality> modalities = List.of(
                new TableModality(Pattern.TABLE_NAME, features, MISSING),
                new ImageModality(Pattern.IMAGE_NAME, "image_file", IMAGES, MISSING));
        List<Target> targets = Finding.LABELS.stream().map(Target::new).toList();
        return new Schema(CASES, "study_id", Optional.of("subject_id"), modalities, targets);
    }

    private static void requireEmpty(Path target, Path given) {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> entries = Files.list(target)) {
            if (entries.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + given, e);
        }
        throw new ConfigException("There is something in this folder already.", given.toString(), "Name a new folder.");
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // What failed first is the one worth telling; the next run clears this folder.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(folder)) {
            entries = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.delete(entry);
        }
    }
}
