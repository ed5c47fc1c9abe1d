package org.gapwise.data.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.codec.Shape;

/** A DICOM file: what its header says about the picture, the samples as stored, and the picture as viewers show it. */
public final class DicomFile {

    private static final long MAX_BYTES = 512L << 20;
    private static final int PREAMBLE = 128;
    private static final byte[] MAGIC = {'D', 'I', 'C', 'M'};

    private final TransferSyntax syntax;
    private final DataSet set;

    private DicomFile(TransferSyntax syntax, DataSet set) {
        this.syntax = syntax;
        this.set = set;
    }

    /** Reads a file; one that is too large for us is refused before it is read. */
    public static DicomFile read(Path file) throws PixelFault {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new PixelFault("the file is larger than 512 MiB.", "Export the frames as files of their own.");
            }
            Shape.requireMemory(size);
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw PixelFault.damaged("the file cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** Reads the header; the pixels are left alone until they are asked for. */
    public static DicomFile of(byte[] bytes) throws PixelFault {
        Parsed parsed = parsed(bytes, Tags::wanted);
        return new DicomFile(parsed.syntax, parsed.set);
    }

    /** What a file holds of the elements that are wanted. */
    record Parsed(TransferSyntax syntax, DataSet set) {}

    static Parsed parsed(byte[] bytes, IntPredicate wanted) throws PixelFault {
        if (!begins(bytes)) {
            throw PixelFault.damaged("the file is not DICOM as files hold it (PS3.10): \"DICM\" is not at byte 128.");
        }
        IntPredicate kept = tag -> tag == Tags.TRANSFER_SYNTAX || wanted.test(tag);
        DataSetReader reader = new DataSetReader(bytes, PREAMBLE + MAGIC.length, kept);
        Optional<String> uid = reader.meta().text(Tags.TRANSFER_SYNTAX);
        if (uid.isEmpty()) {
            throw PixelFault.damaged("the DICOM file does not name its transfer syntax.");
        }
        TransferSyntax syntax = TransferSyntax.of(uid.get());
        DataSetReader rest = syntax == TransferSyntax.DEFLATED
                ? new DataSetReader(Deflated.inflate(bytes, reader.position()), 0, kept)
                : reader;
        return new Parsed(syntax, rest.whole(syntax.writing()));
    }

    /** Whether these are the first bytes of a DICOM file. */
    public static boolean begins(byte[] bytes) {
        if (bytes.length < PREAMBLE + MAGIC.length) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes[PREAMBLE + i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** What the header says. A field that makes no sense is absent. */
    public HeaderFacts facts() {
        return new HeaderFacts(
                syntax,
                CodedWords.modality(set.text(Tags.MODALITY)),
                CodedWords.bodyPart(set.text(Tags.BODY_PART)),
                CodedWords.viewPosition(set.text(Tags.VIEW_POSITION)),
                sensible(),
                decimal(Tags.RESCALE_SLOPE),
                decimal(Tags.RESCALE_INTERCEPT),
                decimal(Tags.WINDOW_CENTER),
                decimal(Tags.WINDOW_WIDTH));
    }

    private Optional<PixelHeader> sensible() {
        try {
            return Optional.of(header());
        } catch (PixelFault e) {
            // Whoever asks for the pixels is told why.
            return Optional.empty();
        }
    }

    private OptionalDouble decimal(int tag) {
        try {
            return set.decimal(tag);
        } catch (PixelFault e) {
            // Whoever asks for the picture is told why.
            return OptionalDouble.empty();
        }
    }

    /** Size and layout of the pixels. */
    public PixelHeader header() throws PixelFault {
        if (set.element(Tags.PIXELS).isEmpty() && set.element(Tags.FLOAT_PIXELS).isEmpty()) {
            throw set.element(Tags.DOUBLE_PIXELS).isPresent()
                    ? PixelFault.unsupported("the samples are floating-point numbers of 64 bits, which are not read.")
                    : PixelFault.damaged("the DICOM file holds no picture: it has no pixel data.");
        }
        PixelHeader header = PixelHeader.of(set);
        header.shape();
        return header;
    }

    /** All samples of all frames, as they are stored. */
    public StoredPixels stored() throws PixelFault {
        return new PixelReader(syntax, set, header()).read();
    }

    /**
     * The picture in 8 bits: rescaled, windowed, and turned where the lowest value is white, so that black is 0 and
     * white 255 in every file.
     */
    public Pixels picture() throws PixelFault {
        PixelHeader header = header();
        if (header.frames() > 1) {
            throw new PixelFault(
                    "the DICOM file holds " + header.frames() + " frames, a picture is one.",
                    "Export the frame that is meant as a file of its own.");
        }
        PixelReader reader = new PixelReader(syntax, set, header);
        return new Rendering(set, header, reader.photometric()).picture(reader.read());
    }
}
