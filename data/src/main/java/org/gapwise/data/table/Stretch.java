package org.gapwise.data.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.gapwise.core.DataException;

/**
 * Some consecutive rows of a text table, which are read without those before them. The table may be anywhere and of any
 * size: those who read bring its bytes.
 *
 * @param file name of the table, whose ending says how it is written
 * @param from the first byte, of the text when the file is packed
 * @param to the byte after the last
 * @param row number of the first row, from 1
 * @param line on which that begins
 * @param rows how many there are
 */
public record Stretch(String file, List<String> header, long from, long to, long row, long line, long rows)
        implements Serializable {

    private static final List<String> TEXT = List.of(".csv", ".tsv", ".tab", ".txt");

    public Stretch {
        header = new ArrayList<>(header); // may be sent, whatever list it was
    }

    /** Whether a file of this name is a text table. */
    public static boolean isText(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        return TEXT.stream().anyMatch(name::endsWith);
    }

    /** Whether a file of this name is packed, so that it is read from its beginning. */
    public static boolean isPacked(String file) {
        return of(file).isGzip();
    }

    /**
     * Reads a table once, to its end, and divides it. What is not whole, not UTF-8 or has no header is a {@link
     * DataException}; rows are looked at when they are read.
     *
     * @param bytes of the file, from its beginning
     * @param rows how many a stretch has, but for the last
     */
    public static List<Stretch> divide(InputStream bytes, String file, int rows) {
        TableFile table = of(file);
        RecordScan scan = new RecordScan(table.separator(), rows);
        TextCheck.run(table, TableLimits.USUAL, () -> unpacked(bytes, table), scan);
        List<String> header = header(scan.header(), table, file);
        List<Stretch> stretches = new ArrayList<>();
        List<RecordScan.Mark> marks = scan.marks();
        for (int i = 0; i < marks.size(); i++) {
            RecordScan.Mark mark = marks.get(i);
            boolean last = i + 1 == marks.size();
            long to = last ? scan.bytes() : marks.get(i + 1).at();
            long next = last ? scan.rows() : marks.get(i + 1).row();
            stretches.add(new Stretch(file, header, mark.at(), to, mark.row() + 1, mark.line(), next - mark.row()));
        }
        return stretches;
    }

    private static TableFile of(String file) {
        return new TableFile(Path.of(file), "");
    }

    private static InputStream unpacked(InputStream bytes, TableFile table) throws IOException {
        return table.isGzip() ? new GzipInput(bytes, TableLimits.USUAL) : bytes;
    }

    private static List<String> header(byte[] record, TableFile table, String file) {
        try (Reader text = CsvRecords.text(new ByteArrayInputStream(record));
                CsvReader<CsvRecord> records = CsvRecords.of(text, table.separator(), TableLimits.USUAL)) {
            List<CsvRecord> first = records.stream().toList();
            if (first.isEmpty()) {
                throw CsvRecords.headless(file);
            }
            return CsvRecords.header(first.get(0), file, TableLimits.USUAL);
        } catch (CsvParseException e) {
            throw new DataException(List.of(CsvRecords.fault(e, file, 0)));
        } catch (IOException e) {
            throw CsvRecords.unreadable(file);
        }
    }

    /**
     * Its rows, a few at a time. A row that does not fit the header is a {@link DataException} in place of the rows it
     * would have come with; those after it may still be read.
     *
     * @param bytes of the file: from {@link #from()}, or of one that is packed from its beginning; closed at the end
     * @param many how many rows at a time, at most
     * @param wanted names of columns to keep
     */
    public StretchReader read(InputStream bytes, int many, Predicate<String> wanted) {
        TableFile table = of(file);
        try {
            InputStream text = unpacked(bytes, table);
            if (table.isGzip()) {
                text.skipNBytes(from);
            }
            return new StretchReader(this, text, table.separator(), many, wanted);
        } catch (IOException e) {
            throw CsvRecords.unreadable(file);
        }
    }
}
