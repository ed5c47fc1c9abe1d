package org.gapwise.data.mimic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gapwise.core.Progress;
import org.gapwise.data.desk.Effort;
import org.gapwise.data.simulate.SimulationPlan;
import org.gapwise.data.simulate.mimic.MimicTree;
import org.gapwise.data.simulate.mimic.MimicTreePlan;

/** A simulated MIMIC tree, and imports of it. */
record GeneratedTree(Path root) {

    static GeneratedTree write(Path root, int cases, boolean pictures) {
        return write(root, cases, pictures, 0);
    }

    /** @param dicom share of the pictures that are there as DICOM, too */
    static GeneratedTree write(Path root, int cases, boolean pictures, double dicom) {
        SimulationPlan cohort = new SimulationPlan(cases, 16, 11);
        MimicTree.write(new MimicTreePlan(cohort, pictures, 0, dicom), root, Progress.silent());
        return new GeneratedTree(root);
    }

    Path cxr() {
        return root.resolve("mimic-cxr-jpg");
    }

    Path iv() {
        return root.resolve("mimic-iv");
    }

    Path ed() {
        return root.resolve("mimic-iv-ed");
    }

    MimicCohort into(Path out, MimicPlan plan) throws IOException {
        return into(out, folders(), plan);
    }

    MimicFolders folders() {
        return new MimicFolders(cxr(), Optional.empty(), iv(), Optional.of(ed()), Optional.empty());
    }

    static MimicCohort into(Path out, MimicFolders folders, MimicPlan plan) throws IOException {
        Files.createDirectories(out);
        return MimicImport.run(
                new MimicRequest(folders, plan, new Effort("500MB", 2), out.resolve("work"), out, out),
                Progress.silent());
    }

    Sheet truth() throws IOException {
        return Sheet.read(root.resolve("truth.csv"), "study_id");
    }
}
