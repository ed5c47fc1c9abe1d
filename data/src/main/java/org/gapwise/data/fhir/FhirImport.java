package org.gapwise.data.fhir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Progress;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.desk.Desk;
import org.gapwise.data.table.Findings;
import org.gapwise.data.table.WholeFile;

/** Makes a cohort of FHIR: cases, schema.toml, import.toml, provenance.json, and where every value comes from. */
public final class FhirImport {

    private static final String SPILL = "work";

    private final FhirRequest request;
    private final FhirPlan plan;
    private final Progress progress;
    private final Optional<PictureFolder> pictures;
    private final Unused unused = new Unused();
    private final Findings absent = new Findings();
    private final List<Problem> warnings = new ArrayList<>();
    private List<FhirFile> files = List.of();

    private FhirImport(FhirRequest request, Progress progress) {
        this.request = request;
        this.plan = request.plan();
        this.progress = progress;
        this.pictures = request.images()
                .map(folder -> new PictureFolder(folder, request.plan().images()));
    }

    /** Runs an import; a damaged file, or one that is not what it should be, is a {@link DataException}. */
    public static FhirCohort run(FhirRequest request, Progress progress) {
        return new FhirImport(request, progress).run();
    }

    private FhirCohort run() {
        request.images().filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new DataException("there is no such folder of pictures.", folder.toString(), "Correct --images.");
        });
        files = FhirFile.find(request.source());
        Path spill = request.out().resolve(SPILL);
        try (Desk desk = Desk.open(request.effort(), List.of(spill, request.out()), List.of());
                PatientShelf shelf = new PatientShelf(desk)) {
            List<FhirCohort.Input> inputs = read(shelf);
            return cohort(desk, shelf, inputs);
        } finally {
            clear(spill);
        }
    }

    /** All problems with all files come at once. */
    private List<FhirCohort.Input> read(PatientShelf shelf) {
        Intake intake = new Intake(plan.interest(), shelf::put);
        Findings faults = new Findings();
        List<FhirCohort.Input> inputs = new ArrayList<>();
        progress.start("Reading files", files.size());
        for (int i = 0; i < files.size(); i++) {
            FhirFile file = files.get(i);
            progress.note(file.name());
            try {
                String sha256 = WholeFile.sha256(file.path(), FhirFile.LIMITS);
                file.read(i, intake, faults);
                inputs.add(new FhirCohort.Input(file.name(), sha256, Files.size(file.path()), intake.types(i)));
            } catch (DataException e) {
                e.problems().forEach(faults::add);
            } catch (IOException e) {
                throw new UncheckedIOException("could not look at " + file.path(), e);
            }
            progress.step(1);
        }
        progress.done();
        if (!faults.isEmpty()) {
            throw new DataException(faults.list());
        }
        intake.dropped().forEach(this::dropped);
        remarks(intake.remarks());
        return inputs;
    }

    private void dropped(Unused.Count count) {
        warnings.add(new Problem(
                count.count() + " times a " + count.what() + ": left out.",
                where(count.first()),
                "See which references and ids are read in docs/format/import.md."));
    }

    private void remarks(Unused remarks) {
        for (Unused.Count count : remarks.counts()) {
            boolean page = count.what().equals(Intake.PAGE);
            warnings.add(new Problem(
                    page
                            ? count.count() + " Bundles are one page of several: what other pages hold is not here."
                            : count.count() + " Patients are linked to another: the same person may be two here.",
                    where(count.first()),
                    page ? "Fetch all pages into the folder." : "Merge them before you divide patients into parts."));
        }
    }

    private String where(Place place) {
        return "first in " + files.get(place.file()).where(place.line());
    }

    private FhirCohort cohort(Desk desk, PatientShelf shelf, List<FhirCohort.Input> inputs) {
        progress.start("Making cases", 3);
        shelf.sort(files);
        progress.step(1);
        CaseSheet sheet = new CaseSheet(desk, plan);
        Tally tally = new Tally(sheet);
        shelf.forEachPatient(tally::patient);
        sheet.complete();
        twoPeople();
        if (!absent.isEmpty()) {
            throw new DataException(absent.list());
        }
        progress.step(1);
        if (tally.cases == 0) {
            throw new DataException(
                    "no case is left: of " + tally.candidates + " " + unit() + ", none can be one.",
                    request.source().toString(),
                    "See cases in docs/format/import.md; without imaging, set cases.per = \"encounter\".");
        }
        Optional<Schema> schema = sheet.schema(pictures.map(folder -> folder.from(request.home())));
        schema.ifPresent(sheet::folds);
        sheet.write(request.out(), schema.isPresent(), pictures.isPresent());
        List<FhirCohort.Targets> targets =
                plan.targets().stream().map(sheet::counts).toList();
        FhirCohort cohort = new FhirCohort(plan, schema, tally.flow(), inputs, counts(), targets, warnings(schema));
        write(cohort);
        progress.step(1);
        progress.done();
        return cohort;
    }

    private void twoPeople() {
        Findings faults = new Findings();
        unused.placesOfTwoPeople()
                .forEach(place -> faults.add(
                        "Patient",
                        new Problem(
                                "the Patient is there with two dates of birth.",
                                files.get(place.file()).where(place.line()),
                                "Import what comes from different servers one by one.")));
        if (!faults.isEmpty()) {
            throw new DataException(faults.list());
        }
    }

    private String unit() {
        return plan.cases().perStudy() ? "studies" : "encounters";
    }

    private List<FhirCohort.Count> counts() {
        return unused.counts().stream()
                .map(count -> new FhirCohort.Count(count.source(), count.what(), count.count()))
                .toList();
    }

    private List<Problem> warnings(Optional<Schema> schema) {
        unused.counts().stream()
                .filter(count -> count.what().endsWith(CaseReader.IMPLAUSIBLE)
                        || count.what().endsWith(Result.UNKNOWN_UNIT)
                        || count.what().endsWith(Result.CONTRADICTORY_UNITS))
                .forEach(count -> warnings.add(new Problem(
                        count.count() + " values were not used, " + count.what() + ".",
                        where(count.first()),
                        "See the catalogue in docs/format/import.md.")));
        if (schema.isEmpty()) {
            warnings.add(new Problem(
                    "there is nothing to predict: no schema.toml and no folds, the table is to predict on.",
                    "labels",
                    "For training, set labels.source and list targets in import.toml."));
        }
        return warnings;
    }

    private void write(FhirCohort cohort) {
        cohort.schema().ifPresent(schema -> AtomicFile.write(request.out().resolve("schema.toml"), schema.toToml()));
        AtomicFile.write(request.out().resolve("import.toml"), plan.toToml());
        Json.write(request.out().resolve("provenance.json"), cohort.toJson());
    }

    /** DuckDB has taken its own files away by now. */
    private static void clear(Path spill) {
        try {
            Files.deleteIfExists(spill.resolve("spill"));
            Files.deleteIfExists(spill);
        } catch (IOException e) {
            // An empty folder more; what went wrong before, if anything did, is what to tell.
        }
    }

    /** Patients as they come, and the flow from all studies to the cohort. */
    private final class Tally {

        private final CaseSheet sheet;
        private final CaseReader reader = new CaseReader(plan, unused);
        private final Map<String, Long> leftOut = new TreeMap<>();
        private long candidates;
        private long candidatePatients;
        private long candidatePictures;
        private long cases;
        private long patients;
        private long shown;

        Tally(CaseSheet sheet) {
            this.sheet = sheet;
        }

        void patient(List<Resource> resources) {
            PatientRecord patient = PatientRecord.of(resources, plan, unused);
            List<CaseReader.Candidate> all = reader.candidates(patient);
            candidates += all.size();
            candidatePatients += all.isEmpty() ? 0 : 1;
            long before = cases;
            for (CaseReader.Candidate candidate : all) {
                candidatePictures += candidate.pictures().size();
                Optional<String> picture = pictures.flatMap(folder -> folder.first(candidate.pictures()));
                Optional<String> why = candidate.leftOut().or(() -> withoutPicture(candidate, picture, resources));
                if (why.isPresent()) {
                    leftOut.merge(why.get(), 1L, Long::sum);
                } else {
                    sheet.add(reader.read(patient, candidate), picture);
                    cases++;
                    shown += picture.isPresent() ? 1 : 0;
                }
            }
            patients += cases > before ? 1 : 0;
        }

        private Optional<String> withoutPicture(
                CaseReader.Candidate candidate, Optional<String> picture, List<Resource> resources) {
            if (pictures.isEmpty() || picture.isPresent()) {
                return Optional.empty();
            }
            if (!candidate.pictures().isEmpty()) {
                if (plan.images().absent().equals("fault")) {
                    Place place = place(candidate, resources);
                    absent.add(
                            "pictures",
                            new Problem(
                                    "no picture of a study is in the folder.",
                                    files.get(place.file()).where(place.line()),
                                    "Fetch it, or set images.absent = \"drop\" to go on without such pictures."));
                }
                unused.note(Resource.STUDY, "pictures that are not in the folder", place(candidate, resources));
            }
            return plan.images().required() ? Optional.of("studies without a picture") : Optional.empty();
        }

        private Place place(CaseReader.Candidate candidate, List<Resource> resources) {
            return resources.stream()
                    .filter(resource -> resource.key().equals(candidate.key()))
                    .map(Resource::place)
                    .findFirst()
                    .orElseThrow();
        }

        Flow flow() {
            String unit = plan.cases().perStudy() ? "Imaging studies" : "Encounters";
            return new Flow(List.of(
                    new Flow.Step(unit + " in the files", candidatePictures, candidates, candidatePatients, List.of()),
                    new Flow.Step(
                            "Cohort",
                            shown,
                            cases,
                            patients,
                            leftOut.entrySet().stream()
                                    .map(entry -> new Flow.LeftOut(entry.getKey(), entry.getValue()))
                                    .toList())));
        }
    }
}
