package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gapwise dicom inspect}. */
@Command(
        name = "inspect",
        header = "Tells what DICOM files hold, and nothing about whom.",
        description = "Reads each file, header and pixels. pixels_sha256 is that of the stored samples, little-endian,"
                + " row by row, before rescale, window or inversion. Ends with 3 when a file cannot be read; the"
                + " others are told all the same. No name, number, date or free text is ever repeated.",
        footer = {"", "Example:", "  gapwise dicom inspect p1.dcm p2.dcm --json"})
final class DicomInspectCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "DICOM files.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        List<String> texts = new ArrayList<>();
        ArrayNode trees = Json.object().putArray("files");
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            DicomReport report = DicomReport.of(file);
            texts.add(report.text());
            trees.add(report.tree());
            report.problem().ifPresent(problems::add);
        }
        ObjectNode root = Json.object();
        root.set("files", trees);
        root.set("problems", Json.tree(problems));
        common.answer(String.join("\n", texts), root);
        if (problems.isEmpty()) {
            return 0;
        }
        DataException refused = new DataException(problems);
        common.say(String.valueOf(refused.getMessage()));
        return refused.exitCode();
    }
}
