package org.gapwise.data.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A text table, strictly: no type is guessed, no row is padded or cut. One parser both checks and reads, so that what
 * was checked is what is read.
 */
final class CsvTable {

    private static final int MAX_RECORD = 64 << 20;

    private final TableFile file;
    private final TableLimits limits;
    private final Findings findings = new Findings();

    CsvTable(TableFile file, TableLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    Table read(Predicate<String> wanted) {
        Table.@Nullable Builder table = null;
        try (Reader text = text();
                CsvReader<CsvRecord> records = parser(text);
                CloseableIterator<CsvRecord> all = records.iterator()) {
            if (!all.hasNext()) {
                throw fault("the file has no header line.", "", "Write the column names in the first line.");
            }
            List<String> header = header(all.next());
            table = new Table.Builder(
                    file.path().toString(),
                    header,
                    IntStream.range(0, header.size())
                            .filter(i -> wanted.test(header.get(i)))
                            .boxed()
                            .toList());
            rows(all, header.size(), table);
        } catch (IOException e) {
            throw fault("the file cannot be read.", "", "Check that it is there and not being written.");
        } catch (CsvParseException e) {
            findings.add(parseFault(e, table == null ? 0 : table.rows()));
        }
        if (!findings.isEmpty() || table == null) {
            throw new DataException(findings.list());
        }
        return table.build();
    }

    private void rows(CloseableIterator<CsvRecord> all, int width, Table.Builder table) {
        int row = 0;
        while (all.hasNext()) {
            CsvRecord record = all.next();
            row++;
            if (record.getFieldCount() == width) {
                table.line(record.getStartingLineNumber());
                table.row(record::getField);
            } else {
                findings.add(
                        file.path().toString(),
                        new Problem(
                                "the row has " + record.getFieldCount() + " cells, the header has " + width + ".",
                                file.path() + ", row " + row + " (line " + record.getStartingLineNumber() + ")",
                                "Quote a cell that holds the separator; leave a cell empty where there is no value."));
            }
        }
    }

    private List<String> header(CsvRecord record) {
        List<String> header = record.getFields().stream().map(Cell::trim).toList();
        if (header.size() > limits.columns()) {
            throw fault(
                    "the header has " + header.size() + " columns, more than " + limits.columns() + ".",
                    "",
                    "Keep the columns that the schema names.");
        }
        return header;
    }

    private CsvReader<CsvRecord> parser(Reader text) {
        return CsvReader.builder()
                .fieldSeparator(file.separator())
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

    private Reader text() throws IOException {
        PushbackInputStream in = new PushbackInputStream(file.text(limits), 3);
        byte[] start = in.readNBytes(3);
        boolean bom =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!bom) {
            in.unread(start);
        }
        return new InputStreamReader((InputStream) in, StandardCharsets.UTF_8);
    }

    private Problem parseFault(CsvParseException e, int rowsBefore) {
        String reason = String.valueOf(e.getMessage()).replaceAll("\\s*\\R.*", "");
        Throwable cause = e.getCause();
        if (cause != null && cause.getMessage() != null) {
            reason += ": " + cause.getMessage();
        }
        return new Problem(
                "the row cannot be parsed (" + reason + ").",
                file.path() + ", after row " + rowsBefore,
                "Check its quotes: a quoted cell starts and ends with \", a \" inside is written twice.");
    }

    private DataException fault(String what, String where, String fix) {
        return new DataException(what, file.path() + where, fix);
    }
}
