package org.gapwise.data.mask;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.missingness.Mask;

/** How masks are spelled: a row for each arm, rate and case. */
final class MaskTable {

    static final String ARM = "arm";
    static final String RATE = "rate";
    static final String CASE = "case";
    static final String TAKEN = "taken";
    static final String KEPT = "kept";

    private MaskTable() {}

    static void write(Path file, Masks masks) {
        boolean packed = String.valueOf(file.getFileName()).endsWith(".gz");
        AtomicFile.write(file, bare -> {
            OutputStream stream = packed ? packing(bare) : bare;
            CsvWriter out = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .build(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)));
            out.writeRecord(ARM, RATE, CASE, TAKEN, KEPT);
            masks.arms().forEach((arm, byRate) -> byRate.forEach((rate, mask) -> rows(out, arm, rate, mask)));
            flush(out);
            if (stream instanceof GZIPOutputStream gzip) {
                finish(gzip);
            }
        });
    }

    private static OutputStream packing(OutputStream bare) {
        try {
            return new GZIPOutputStream(bare);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void finish(GZIPOutputStream gzip) {
        try {
            gzip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rows(CsvWriter out, String arm, double rate, Mask mask) {
        for (String id : mask.cases().stream().sorted().toList()) {
            OptionalDouble kept = mask.kept(id);
            out.writeRecord(
                    arm,
                    Double.toString(rate),
                    id,
                    mask.taken(id).stream().map(MaskTable::escaped).collect(Collectors.joining(";")),
                    kept.isPresent() ? Double.toString(kept.getAsDouble()) : "");
        }
    }

    private static void flush(CsvWriter out) {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String thing) {
        return thing.replace("\\", "\\\\").replace(";", "\\;");
    }

    /** The names in a cell: a backslash keeps the sign behind it from being a separator. */
    static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char sign = cell.charAt(i);
            if (sign == ';') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                i += sign == '\\' && i + 1 < cell.length() ? 1 : 0;
                name.append(cell.charAt(i));
            }
        }
        if (!cell.isEmpty()) {
            names.add(name.toString());
        }
        return names;
    }
}
