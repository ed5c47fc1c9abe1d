package org.gapwise.data.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.gapwise.core.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A text table, strictly: no type is guessed, no row is padded or cut. One parser both checks and reads, so that what
 * was checked is what is read.
 */
final class CsvTable {

    private final TableFile file;
    private final TableLimits limits;
    private final Findings findings = new Findings();

    CsvTable(TableFile file, TableLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    Table read(Predicate<String> wanted) {
        String name = file.path().toString();
        Table.@Nullable Builder table = null;
        try (Reader text = CsvRecords.text(file.text(limits));
                CsvReader<CsvRecord> records = CsvRecords.of(text, file.separator(), limits);
                CloseableIterator<CsvRecord> all = records.iterator()) {
            if (!all.hasNext()) {
                throw CsvRecords.headless(name);
            }
            List<String> header = CsvRecords.header(all.next(), name, limits);
            table = new Table.Builder(
                    name,
                    header,
                    IntStream.range(0, header.size())
                            .filter(i -> wanted.test(header.get(i)))
                            .boxed()
                            .toList());
            rows(all, header.size(), table);
        } catch (IOException e) {
            throw CsvRecords.unreadable(name);
        } catch (CsvParseException e) {
            findings.add(CsvRecords.fault(e, name, table == null ? 0 : table.rows()));
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
                String name = file.path().toString();
                String where = name + ", row " + row + " (line " + record.getStartingLineNumber() + ")";
                findings.add(name, CsvRecords.width(record, width, where));
            }
        }
    }
}
