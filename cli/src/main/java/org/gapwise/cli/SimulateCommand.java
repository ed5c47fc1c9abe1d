package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gapwise.core.file.Json;
import org.gapwise.data.simulate.Simulation;
import org.gapwise.data.simulate.SimulationPlan;
import org.gapwise.data.simulate.fhir.FhirTree;
import org.gapwise.data.simulate.fhir.FhirTreePlan;
import org.gapwise.data.simulate.mimic.MimicTree;
import org.gapwise.data.simulate.mimic.MimicTreePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gapwise simulate}. */
@Command(
        name = "simulate",
        header = "Makes a cohort with known truth, and the best any method could do on it.",
        description =
                "Chest-like radiographs and correlated vitals, labs and demographics with natural gaps. The folder holds "
                        + "schema.toml, cases.csv and images as a user would bring them, and beside them optimum.json: the Bayes "
                        + "optimum for every pattern of what is present. With --layout mimic the same patients come as "
                        + "the directories of MIMIC-CXR-JPG, MIMIC-IV and MIMIC-IV-ED, with truth.csv beside them; with "
                        + "--layout fhir as a bulk export of FHIR R4. The same seed gives the same bytes.",
        footer = {
            "",
            "Example:",
            "  gapwise simulate --cases 4000 --out cohort",
            "  gapwise simulate --layout mimic --cases 500 --out tree",
            "  gapwise simulate --layout fhir --cases 500 --out hospital"
        })
final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--cases", required = true, paramLabel = "N", description = "How many cases.")
    private int cases;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides every draw (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            defaultValue = "" + SimulationPlan.IMAGE_SIZE,
            description = "Side of the pictures (default: ${DEFAULT-VALUE}).")
    private int imageSize;

    @Option(
            names = "--layout",
            paramLabel = "L",
            defaultValue = "flat",
            description = "flat: one table and pictures; mimic: as PhysioNet ships MIMIC; fhir: a bulk export"
                    + " (default: ${DEFAULT-VALUE}).")
    private String layout = "flat";

    @Option(names = "--no-pictures", description = "With --layout mimic or fhir: metadata of images, but no files.")
    private boolean noPictures;

    @Option(
            names = "--lab-rows",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --layout mimic: at least so many rows of labevents (default: no more than needed).")
    private long labRows;

    @Option(
            names = "--dicom",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "With --layout mimic: share of the pictures that are written as DICOM, too, in mimic-cxr"
                    + " (default: ${DEFAULT-VALUE}).")
    private double dicom;

    @Override
    public Integer call() {
        String next =
                switch (layout) {
                    case "flat" -> flat();
                    case "mimic" -> mimic();
                    case "fhir" -> fhir();
                    default ->
                        throw new ParameterException(
                                spec.commandLine(), "\"" + layout + "\" is no layout. Known: flat, mimic, fhir.");
                };
        ObjectNode tree = Json.object();
        tree.put("out", out.toString()).put("cases", cases).put("seed", seed).put("layout", layout);
        common.answer(out + " holds " + cases + " cases. Next: " + next, tree);
        return 0;
    }

    private String flat() {
        if (noPictures || labRows != 0 || dicom != 0) {
            throw new ParameterException(
                    spec.commandLine(), "--no-pictures, --lab-rows and --dicom are not for --layout flat.");
        }
        Simulation.write(plan(), out, common.progress());
        return "gapwise train " + out.resolve("schema.toml") + " --preset quick --out model";
    }

    private String mimic() {
        MimicTreePlan plan = new MimicTreePlan(plan(), !noPictures, labRows, dicom);
        try (PartFolder folder = PartFolder.open(out)) {
            MimicTree.write(plan, folder.path(), common.progress());
            folder.complete();
        }
        return "gapwise import mimic --cxr " + out.resolve("mimic-cxr-jpg")
                + (dicom > 0 ? " --dicom " + out.resolve("mimic-cxr") : "")
                + " --iv " + out.resolve("mimic-iv")
                + " --ed " + out.resolve("mimic-iv-ed") + " --out cohort";
    }

    private String fhir() {
        if (labRows != 0 || dicom != 0) {
            throw new ParameterException(spec.commandLine(), "--lab-rows and --dicom are for --layout mimic alone.");
        }
        FhirTreePlan plan = new FhirTreePlan(plan(), !noPictures);
        try (PartFolder folder = PartFolder.open(out)) {
            FhirTree.write(plan, folder.path(), common.progress());
            folder.complete();
        }
        return "gapwise import fhir " + out.resolve("export")
                + (noPictures ? "" : " --images " + out.resolve("pictures")) + " --plan " + out.resolve("import.toml")
                + " --out cohort";
    }

    private SimulationPlan plan() {
        try {
            return new SimulationPlan(cases, imageSize, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
