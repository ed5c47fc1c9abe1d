package org.gapwise.data.mimic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Progress;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.desk.Desk;

/** Makes a cohort of MIMIC: cases, schema.toml, import.toml, provenance.json, and where every value comes from. */
public final class MimicImport {

    private static final List<SourceTable> EMERGENCY =
            List.of(SourceTable.EDSTAYS, SourceTable.TRIAGE, SourceTable.VITALSIGN);

    private static final List<SourceTable> OPTIONAL = Stream.concat(
                    EMERGENCY.stream(), Stream.of(SourceTable.CHARTEVENTS, SourceTable.RADIOLOGY))
            .toList();

    private final MimicRequest request;
    private final Progress progress;

    private MimicImport(MimicRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /** Runs an import; a damaged file, or one that is not what it should be, is a {@link DataException}. */
    public static MimicCohort run(MimicRequest request, Progress progress) {
        return new MimicImport(request, progress).run();
    }

    private MimicCohort run() {
        List<SourceTable> tables;
        List<InputFile> inputs;
        try (Intake intake = new Intake(request.folders(), request.work(), request.effort())) {
            tables = tables(intake);
            inputs = intake.read(tables, progress);
        }
        try (Desk desk = Desk.open(request.effort(), List.of(request.work(), request.out()), List.of())) {
            for (int i = 0; i < tables.size(); i++) {
                desk.run(tables.get(i).view(inputs.get(i).copy()));
            }
            OPTIONAL.stream().filter(table -> !tables.contains(table)).forEach(table -> desk.run(table.nothing()));
            return cohort(new Job(desk, request.plan()), inputs);
        }
    }

    private List<SourceTable> tables(Intake intake) {
        MimicPlan plan = request.plan();
        List<SourceTable> tables = new ArrayList<>(List.of(
                SourceTable.METADATA,
                SourceTable.SPLIT,
                SourceTable.labels(plan.labels().source()),
                SourceTable.PATIENTS,
                SourceTable.ADMISSIONS,
                SourceTable.ICUSTAYS));
        if (request.folders().ed().isPresent()) {
            tables.addAll(EMERGENCY);
        }
        if (request.folders().note().isPresent()) {
            tables.add(SourceTable.RADIOLOGY);
        }
        if (plan.isClinical()) {
            tables.add(SourceTable.OMR);
            tables.add(SourceTable.LABEVENTS);
        }
        if (plan.wantsCharts() && intake.has(SourceTable.CHARTEVENTS)) {
            tables.add(SourceTable.CHARTEVENTS);
        }
        if (plan.hasGroups()) {
            tables.add(SourceTable.DRGCODES);
        }
        return tables;
    }

    private MimicCohort cohort(Job job, List<InputFile> inputs) {
        progress.start("Linking", 6);
        ImageTrees trees = ImageTrees.of(request.folders(), job.plan().images().files());
        CaseSelection.run(job, trees);
        progress.step(1);
        Map<String, Long> links = StayLinks.run(job);
        if (request.folders().note().isPresent()) {
            links.put(Reports.COUNTED, Reports.count(job.desk()));
        }
        progress.step(1);
        List<Measurements.Unused> unused = Measurements.run(job);
        progress.step(1);
        Person.run(job);
        List<String> groups = job.plan().hasGroups() ? DrgGroups.run(job) : List.of();
        List<LabelTable.Count> counts = LabelTable.run(job);
        progress.step(1);
        if (job.desk().count("SELECT count(*) FROM cases") == 0) {
            throw new DataException("no case is left.", "import.toml", "Widen images, split.official or link.require.");
        }
        CaseTable table = new CaseTable(job, groups);
        Schema schema = table.schema(root(trees));
        FoldTable.run(job, schema);
        progress.step(1);
        table.write(request.out());
        progress.step(1);
        MimicCohort cohort = new MimicCohort(
                job.plan(), schema, job.flow(), inputs, links, counted(unused), named(counts), warnings(job, inputs));
        write(cohort);
        progress.done();
        return cohort;
    }

    private static List<MimicCohort.Count> counted(List<Measurements.Unused> unused) {
        return unused.stream()
                .map(u -> new MimicCohort.Count(u.source(), u.feature() + ": " + u.reason(), u.count()))
                .toList();
    }

    private static List<MimicCohort.Targets> named(List<LabelTable.Count> counts) {
        return counts.stream()
                .map(c -> new MimicCohort.Targets(c.target(), c.positive(), c.negative(), c.uncertain(), c.blank()))
                .toList();
    }

    private List<Problem> warnings(Job job, List<InputFile> inputs) {
        if (request.folders().ed().isEmpty()) {
            job.warn(
                    "MIMIC-IV-ED was not given: no triage, no vital signs, and ED stays only as admissions name them.",
                    "--ed",
                    "Give its folder.");
        }
        boolean charts = inputs.stream().anyMatch(input -> input.table().equals(SourceTable.CHARTEVENTS.name()));
        if (job.plan().wantsCharts() && !charts) {
            job.warn(
                    "the table chartevents is not there: no vital signs that an ICU charted.",
                    MimicFolders.named(request.folders().iv()) + ", icu",
                    "Fetch it, or set vitals.source = \"ed\" to do without.");
        }
        return job.warnings();
    }

    private void write(MimicCohort cohort) {
        AtomicFile.write(request.out().resolve("schema.toml"), cohort.schema().toToml());
        AtomicFile.write(request.out().resolve("import.toml"), cohort.plan().toToml());
        Json.write(request.out().resolve("provenance.json"), cohort.toJson());
    }

    /** The pictures' folder as seen from the cohort's. */
    private String root(ImageTrees trees) {
        Path given = request.home().toAbsolutePath().normalize();
        Path home = ImageTrees.real(given.resolveSibling("")).resolve(given.getFileName());
        boolean near =
                home.getRoot() != null && home.getRoot().equals(trees.root().getRoot());
        return (near ? home.relativize(trees.root()) : trees.root()).toString().replace('\\', '/');
    }
}
