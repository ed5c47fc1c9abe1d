package org.gapwise.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.dicom.DicomFile;
import org.gapwise.data.dicom.HeaderFacts;
import org.gapwise.data.dicom.PixelHeader;
import org.gapwise.data.dicom.StoredPixels;

/**
 * What is told about one DICOM file.
 *
 * @param facts by name, in the order they are told
 * @param problem why its pixels cannot be read
 */
record DicomReport(Path file, Map<String, Object> facts, Optional<Problem> problem) {

    static DicomReport of(Path file) {
        Map<String, Object> facts = new LinkedHashMap<>();
        try {
            DicomFile dicom = DicomFile.read(file);
            header(dicom.facts(), facts);
            StoredPixels stored = dicom.stored();
            facts.put("pixel_type", stored.type().name().toLowerCase(Locale.ROOT));
            facts.put("pixel_shape", shape(stored));
            facts.put("pixels_sha256", stored.sha256());
            return new DicomReport(file, facts, Optional.empty());
        } catch (PixelFault e) {
            return new DicomReport(file, facts, Optional.of(new Problem(e.what(), file.toString(), e.fix())));
        }
    }

    private static void header(HeaderFacts header, Map<String, Object> facts) {
        facts.put("transfer_syntax", header.syntax().uid());
        facts.put("transfer_syntax_name", header.syntax().label());
        header.modality().ifPresent(word -> facts.put("modality", word));
        header.bodyPart().ifPresent(word -> facts.put("body_part", word));
        header.viewPosition().ifPresent(word -> facts.put("view_position", word));
        header.pixels().ifPresent(pixels -> layout(pixels, facts));
        number("rescale_slope", header.rescaleSlope(), facts);
        number("rescale_intercept", header.rescaleIntercept(), facts);
        number("window_center", header.windowCenter(), facts);
        number("window_width", header.windowWidth(), facts);
    }

    private static void layout(PixelHeader pixels, Map<String, Object> facts) {
        facts.put("photometric_interpretation", pixels.photometric().label());
        facts.put("rows", pixels.rows());
        facts.put("columns", pixels.columns());
        facts.put("frames", pixels.frames());
        facts.put("samples_per_pixel", pixels.samples());
        facts.put("bits_allocated", pixels.bitsAllocated());
        facts.put("bits_stored", pixels.bitsStored());
        facts.put("signed", pixels.signed());
    }

    private static void number(String name, OptionalDouble number, Map<String, Object> facts) {
        number.ifPresent(value -> facts.put(name, value));
    }

    /** Frames, rows, columns, samples; what is one is left out, but never rows and columns. */
    private static List<Integer> shape(StoredPixels stored) {
        List<Integer> shape = new ArrayList<>();
        if (stored.frames() > 1) {
            shape.add(stored.frames());
        }
        shape.add(stored.rows());
        shape.add(stored.columns());
        if (stored.samples() > 1) {
            shape.add(stored.samples());
        }
        return shape;
    }

    String text() {
        StringBuilder text = new StringBuilder().append(file).append('\n');
        facts.forEach((name, value) -> text.append(String.format(Locale.ROOT, "  %-26s  %s%n", name, value)));
        problem.ifPresent(
                fault -> text.append("  refused: ").append(fault.what()).append('\n'));
        return text.toString();
    }

    JsonNode tree() {
        ObjectNode tree = Json.object();
        tree.put("file", file.toString());
        tree.put("readable", problem.isEmpty());
        facts.forEach((name, value) -> tree.set(name, Json.tree(value)));
        problem.ifPresent(fault -> tree.put("refused", fault.what()));
        return tree;
    }
}
