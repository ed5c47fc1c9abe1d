package org.gapwise.data.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;

/** The one parser of text tables, and what it says of what it cannot parse. */
final class CsvRecords {

    private static final int MAX_RECORD = 64 << 20;

    private CsvRecords() {}

    static CsvReader<CsvRecord> of(Reader text, char separator, TableLimits limits) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(Math.max(1 << 20, 2 * limits.line()))
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(4 * limits.columns())
                                .maxFieldSize(limits.line())
                                .maxRecordSize(MAX_RECORD)),
                        text);
    }

    /** UTF-8, without a byte order mark. */
    static Reader text(InputStream bytes) throws IOException {
        PushbackInputStream in = new PushbackInputStream(bytes, 3);
        byte[] start = in.readNBytes(3);
        boolean bom =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!bom) {
            in.unread(start);
        }
        return new InputStreamReader((InputStream) in, StandardCharsets.UTF_8);
    }

    static List<String> header(CsvRecord record, String file, TableLimits limits) {
        List<String> header = record.getFields().stream().map(Cell::trim).toList();
        if (header.size() > limits.columns()) {
            throw new DataException(
                    "the header has " + header.size() + " columns, more than " + limits.columns() + ".",
                    file,
                    "Keep the columns that the schema names.");
        }
        return header;
    }

    static DataException headless(String file) {
        return new DataException("the file has no header line.", file, "Write the column names in the first line.");
    }

    static DataException unreadable(String file) {
        return new DataException("the file cannot be read.", file, "Check that it is there and not being written.");
    }

    static Problem width(CsvRecord record, int width, String where) {
        return new Problem(
                "the row has " + record.getFieldCount() + " cells, the header has " + width + ".",
                where,
                "Quote a cell that holds the separator; leave a cell empty where there is no value.");
    }

    static Problem fault(CsvParseException e, String file, long rowsBefore) {
        String reason = String.valueOf(e.getMessage()).replaceAll("\\s*\\R.*", "");
        Throwable cause = e.getCause();
        if (cause != null && cause.getMessage() != null) {
            reason += ": " + cause.getMessage();
        }
        return new Problem(
                "the row cannot be parsed (" + reason + ").",
                file + ", after row " + rowsBefore,
                "Check its quotes: a quoted cell starts and ends with \", a \" inside is written twice.");
    }
}
