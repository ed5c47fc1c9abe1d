package org.gapwise.data.simulate.mimic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Progress;
import org.gapwise.core.Seeds;
import org.gapwise.data.simulate.Patients;
import org.gapwise.data.simulate.Visit;

/**
 * Writes a simulated cohort as PhysioNet ships MIMIC: {@code mimic-cxr-jpg}, {@code mimic-iv} and {@code mimic-iv-ed},
 * if wanted {@code mimic-cxr} with DICOM files, and {@code truth.csv} beside them. One patient at a time: memory does not grow with the cohort. Visits of a patient
 * are at least twenty days apart.
 */
public final class MimicTree {

    private static final int BATCH = 64;

    private final MimicTreePlan plan;
    private final Progress progress;
    private final CsvFile truths;
    private final Books books;
    private final VitalRows vitals;
    private final ChartRows charts;
    private final LabRows labs;
    private final Radiology radiology;
    private final PictureFiles files;
    private final List<Runnable> pending = new ArrayList<>();

    private MimicTree(MimicTreePlan plan, Tree tree, Progress progress) throws IOException {
        this.plan = plan;
        this.progress = progress;
        this.truths = tree.file(Truth.FILE, String.join(",", Truth.header()));
        this.books = new Books(tree, plan.seed());
        this.vitals = new VitalRows(tree, plan.seed());
        this.charts = new ChartRows(tree, plan.seed());
        this.labs = new LabRows(tree, plan);
        this.radiology = new Radiology(tree, plan);
        this.files = new PictureFiles(tree, plan);
    }

    /** Writes into a folder that is new or empty. */
    public static void write(MimicTreePlan plan, Path out, Progress progress) {
        requireEmpty(out);
        progress.start("Writing studies", plan.cohort().cases());
        try {
            try (Tree tree = new Tree(out)) {
                MimicTree writer = new MimicTree(plan, tree, progress);
                new Patients(plan.cohort()).forEach(writer::patient);
                writer.draw();
            }
            Tree.sum(out);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + out, e);
        }
        progress.done();
    }

    private void patient(List<Visit> visits) {
        int patient = visits.get(0).number();
        SplittableRandom random = Seeds.of(plan.seed(), "mimic patient", patient);
        Episode.Person person = Episode.Person.of(patient, visits, random);
        LocalDateTime at =
                LocalDateTime.of(2110 + random.nextInt(90), 1, 1, 0, 0).plusMinutes(random.nextInt(365 * 1440));
        Books.Anchor anchor = Books.Anchor.of(person, at, plan.seed());
        if (person.isKnown()) {
            books.patient(person, anchor);
        }
        boolean met = false;
        LocalDateTime last = at;
        for (Visit visit : visits) {
            met |= visit.hasTable();
            episode(Episode.of(person, visit, at, random), anchor, met);
            last = at;
            at = at.plusMinutes(random.nextInt(20 * 1440, 60 * 1440));
        }
        if (person.isKnown()) {
            books.sameDay(person, last);
        }
        progress.step(visits.size());
    }

    private void episode(Episode episode, Books.Anchor anchor, boolean met) {
        Truth truth = new Truth(episode.at());
        List<Picture> pictures = radiology.pictures(episode);
        radiology.write(episode, pictures, truth);
        if (episode.person().isKnown()) {
            books.episode(episode, anchor, met, truth);
        }
        if (episode.visit().hasTable()) {
            episode.ed().ifPresent(ed -> vitals.write(episode, ed, truth));
            episode.icu().ifPresent(icu -> charts.write(episode, icu, truth));
            labs.write(episode, truth);
        }
        truths.row(truth.row());
        if (plan.pictures()) {
            pictures.forEach(picture -> {
                files.list(episode, picture);
                pending.add(() -> files.write(episode, picture));
            });
        }
        if (pending.size() >= BATCH) {
            draw();
        }
    }

    private void draw() {
        pending.parallelStream().forEach(Runnable::run);
        pending.clear();
    }

    private static void requireEmpty(Path out) {
        if (!Files.exists(out)) {
            return;
        }
        try (Stream<Path> entries = Files.list(out)) {
            if (entries.findAny().isPresent()) {
                throw new ConfigException(
                        "There is something in this folder already.", out.toString(), "Name a new folder.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + out, e);
        }
    }
}
