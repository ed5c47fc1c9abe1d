package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.dicom.HeaderFacts;
import org.gapwise.data.dicom.SourceImage;
import org.gapwise.data.dicomweb.DicomWeb;
import org.gapwise.data.dicomweb.FoundImage;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gapwise dicom fetch}. */
@Command(
        name = "fetch",
        header = "Fetches a study's radiographs of a view from an archive, over DICOMweb.",
        description = "Asks QIDO-RS for the images of a study and WADO-RS for those of modality CR or DX whose header"
                + " says the view. No redirect is followed, and each file must be the image that was asked for. Nothing"
                + " of the patient is shown or logged; it stands in the files.",
        footer = {"", "Example:", "  gapwise dicom fetch https://pacs.example/dicom-web --study 1.2.3.4 --out study"})
final class DicomFetchCommand implements Callable<Integer> {

    private static final List<String> MODALITIES = List.of("", "CR", "DX");
    private static final String ANY = "any";

    @Mixin
    private final Common common = new Common();

    @Mixin
    private final PacsChoice pacs = new PacsChoice();

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** Exactly one of the two. */
    static final class Which {
        @Option(names = "--study", required = true, paramLabel = "UID", description = "Study Instance UID.")
        private Optional<String> study = Optional.empty();

        @Option(
                names = "--accession",
                required = true,
                paramLabel = "NO",
                description = "Accession number of one study.")
        private Optional<String> accession = Optional.empty();
    }

    @Option(
            names = "--view",
            split = ",",
            paramLabel = "VIEW",
            defaultValue = "PA,AP",
            description = "View positions to keep; `any` keeps all, also images that say none (default:"
                    + " ${DEFAULT-VALUE}).")
    private List<String> views = List.of();

    @Option(
            names = "--max-images",
            paramLabel = "N",
            defaultValue = "50",
            description = "Most images to ask for (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write; new, or empty.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        requireEmpty();
        DicomWeb web = pacs.open();
        String study = which.study.orElseGet(() -> web.study(which.accession.orElseThrow()));
        List<FoundImage> found = web.images(study).stream().filter(this::mayBe).toList();
        if (found.size() > most) {
            throw new DataException(
                    "the study has " + found.size() + " images that may be meant.",
                    "the archive",
                    "Raise --max-images.");
        }
        ArrayNode files = Json.object().putArray("files");
        for (FoundImage image : found) {
            byte[] file = web.fetch(image);
            Optional<HeaderFacts> facts = facts(file).filter(this::isMeant);
            if (facts.isPresent()) {
                Path path = out.resolve("image-" + (files.size() + 1) + ".dcm");
                AtomicFile.write(path, stream -> stream.write(file));
                ObjectNode one = files.addObject().put("file", path.toString());
                facts.get().viewPosition().ifPresent(view -> one.put("view_position", view));
            }
        }
        if (files.isEmpty()) {
            throw new DataException(
                    "the study has no radiograph of this view.", "the archive", "Try --view any, or another study.");
        }
        ObjectNode tree = Json.object();
        tree.set("files", files);
        common.answer(out + " holds " + files.size() + " of " + found.size() + " images that were asked for.", tree);
        return 0;
    }

    private void requireEmpty() throws IOException {
        if (Files.exists(out)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(out)) {
                if (inside.iterator().hasNext()) {
                    throw new ConfigException("the folder is not empty.", out.toString(), "Name a new one.");
                }
            }
        }
    }

    /** By what the archive's index says, which may be nothing. */
    private boolean mayBe(FoundImage image) {
        return MODALITIES.contains(image.modality())
                && (views.contains(ANY) || image.view().isEmpty() || views.contains(image.view()));
    }

    /** By what the file itself says. */
    private boolean isMeant(HeaderFacts facts) {
        return facts.modality().filter(MODALITIES::contains).isPresent()
                && (views.contains(ANY)
                        || facts.viewPosition().filter(views::contains).isPresent());
    }

    private static Optional<HeaderFacts> facts(byte[] file) {
        try {
            return Optional.of(SourceImage.of(file).facts());
        } catch (PixelFault e) {
            return Optional.empty();
        }
    }
}
