package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.DataException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.dicom.SourceImage;
import org.gapwise.data.image.ImageFile;
import org.gapwise.data.sr.ReportModel;
import org.gapwise.data.sr.StructuredReport;
import org.gapwise.model.ModelPredictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise dicom report}. */
@Command(
        name = "report",
        header = "Predicts a case and writes the answer as a DICOM Structured Report.",
        description =
                "The pictures of the case are DICOM files of one study; the report belongs to that study and repeats"
                        + " whose it is. It holds each target with its probability, what was used and absent, and the"
                        + " model. It is preliminary, partial and unverified. Nothing of the patient is shown or logged.",
        footer = {"", "Example:", "  gapwise dicom report model --case case.json --out answer.dcm"})
final class DicomReportCommand implements Callable<Integer> {

    private static final String FIX = "Name DICOM files of one study in the case.";

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "MODEL", description = "Folder that train wrote.")
    private Path model = Path.of("");

    @Option(names = "--case", required = true, paramLabel = "case.json", description = "The case.")
    private Path file = Path.of("");

    @Option(names = "--root", paramLabel = "DIR", description = "Folder of the pictures (default: beside the case).")
    private Optional<Path> root = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        Bundle bundle = Bundle.open(model);
        try (Predictor predictor = CalibratedPredictor.of(bundle, ModelPredictor.open(bundle))) {
            Path beside = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of(""));
            Case one = new CaseFile(file, predictor.schema(), root.orElse(beside)).read();
            List<SourceImage> images = images(one);
            Prediction prediction = predictor.predict(one);
            byte[] report =
                    StructuredReport.write(images, prediction, by(bundle), LocalDateTime.now(ZoneId.systemDefault()));
            AtomicFile.write(out, stream -> stream.write(report));
            ObjectNode tree = Json.object().put("out", out.toString()).put("images", images.size());
            common.answer(out + " holds the answer about " + images.size() + " images of one study.", tree);
        }
        return 0;
    }

    private ReportModel by(Bundle bundle) {
        Path name =
                Objects.requireNonNullElse(model.toAbsolutePath().normalize().getFileName(), Path.of("model"));
        return new ReportModel(name.toString(), Version.text(), Bundle.fingerprint(bundle.folder()));
    }

    /** The images that the report is about, each once. */
    private List<SourceImage> images(Case one) {
        List<SourceImage> images = new ArrayList<>();
        for (Map.Entry<String, ImageSource> each : one.images().entrySet()) {
            String where = file + ", \"" + each.getKey() + "\"";
            SourceImage image = image(each.getValue(), where);
            if (!images.isEmpty() && !images.get(0).sameStudy(image)) {
                throw new DataException("the picture is of another study or patient than the first.", where, FIX);
            }
            if (images.stream().noneMatch(other -> other.instance().equals(image.instance()))) {
                images.add(image);
            }
        }
        if (images.isEmpty()) {
            throw new DataException("the case has no picture that a report could be about.", file.toString(), FIX);
        }
        return images;
    }

    private static SourceImage image(ImageSource source, String where) {
        try {
            return SourceImage.read(((ImageFile) source).path());
        } catch (PixelFault e) {
            throw new DataException(e.what(), where, e.fix());
        }
    }
}
