package org.gapwise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gapwise.core.DataException;
import org.gapwise.core.file.Json;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.dicom.SourceImage;
import org.gapwise.data.dicomweb.DicomWeb;
import org.gapwise.data.sr.StructuredReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gapwise dicom store}. */
@Command(
        name = "store",
        header = "Stores a report of `dicom report` in an archive, over DICOMweb.",
        description =
                "STOW-RS into the study that the report belongs to. Ends with 3 unless the archive says that it took"
                        + " it.",
        footer = {"", "Example:", "  gapwise dicom store https://pacs.example/dicom-web answer.dcm"})
final class DicomStoreCommand implements Callable<Integer> {

    private static final int MOST_BYTES = 16 << 20;

    @Mixin
    private final Common common = new Common();

    @Mixin
    private final PacsChoice pacs = new PacsChoice();

    @Parameters(index = "1", paramLabel = "FILE", description = "File that dicom report wrote.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        DicomWeb web = pacs.open();
        try {
            byte[] report = Files.size(file) > MOST_BYTES ? new byte[0] : Files.readAllBytes(file);
            if (!SourceImage.of(report).sopClass().equals(StructuredReport.SOP_CLASS)) {
                throw new DataException("the file is no report.", file.toString(), "Write one with `dicom report`.");
            }
            web.store(report);
        } catch (PixelFault e) {
            throw new DataException(e.what(), file.toString(), e.fix());
        }
        common.answer(file + " is stored in its study.", Json.object().put("stored", file.toString()));
        return 0;
    }
}
