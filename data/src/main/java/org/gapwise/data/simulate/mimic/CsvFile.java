package org.gapwise.data.simulate.mimic;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A table that is written row by row. */
final class CsvFile implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Writer out;
    private final StringBuilder line = new StringBuilder();

    /** @param file packed when its name ends in .gz */
    CsvFile(Path file, String header) throws IOException {
        this.file = file;
        Files.createDirectories(file.resolveSibling(""));
        BufferedOutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        boolean packed = file.toString().endsWith(".gz");
        this.out = new BufferedWriter(
                new OutputStreamWriter(packed ? new GZIPOutputStream(bytes, BUFFER) : bytes, StandardCharsets.UTF_8),
                BUFFER);
        out.write(header + "\n");
    }

    /** Writes a row; an empty text is a blank cell. */
    void row(Object... cells) {
        line.setLength(0);
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            append(String.valueOf(cells[i]));
        }
        try {
            out.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    private void append(String cell) {
        if (cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0) {
            line.append(cell);
        } else {
            line.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
