package org.gapwise.data.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.gapwise.core.DataException;

/** Reads a {@link Stretch}, a few rows at a time. */
public final class StretchReader implements Iterator<Table>, Closeable {

    private final Stretch stretch;
    private final int many;
    private final List<Integer> columns;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private long read;
    private boolean broken;

    StretchReader(Stretch stretch, InputStream text, char separator, int many, Predicate<String> wanted)
            throws IOException {
        this.stretch = stretch;
        this.many = many;
        this.columns = IntStream.range(0, stretch.header().size())
                .filter(i -> wanted.test(stretch.header().get(i)))
                .boxed()
                .toList();
        InputStream bounded = new Bounded(text, stretch.to() - stretch.from());
        this.reader = CsvRecords.of(CsvRecords.text(bounded), separator, TableLimits.USUAL);
        this.records = reader.iterator();
    }

    /** No more than so many bytes. */
    private static final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = super.read(into, offset, (int) Math.min(left, length));
            left -= Math.max(n, 0);
            return n;
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return !broken && records.hasNext();
        } catch (CsvParseException e) {
            broken = true;
            throw new DataException(List.of(CsvRecords.fault(e, stretch.file(), stretch.row() - 1 + read)));
        } catch (UncheckedIOException e) {
            throw CsvRecords.unreadable(stretch.file());
        }
    }

    @Override
    public Table next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stretch was read to its end");
        }
        Table.Builder table = new Table.Builder(stretch.file(), stretch.header(), columns);
        Findings findings = new Findings();
        for (int i = 0; i < many && hasNext(); i++) {
            row(records.next(), table, findings);
        }
        if (!findings.isEmpty()) {
            throw new DataException(findings.list());
        }
        return table.build();
    }

    private void row(CsvRecord record, Table.Builder table, Findings findings) {
        long number = stretch.row() + read;
        long line = stretch.line() + record.getStartingLineNumber() - 1;
        read++;
        if (record.getFieldCount() == stretch.header().size()) {
            table.number(number);
            table.line(line);
            table.row(record::getField);
        } else {
            String where = stretch.file() + ", row " + number + " (line " + line + ")";
            findings.add(
                    stretch.file(), CsvRecords.width(record, stretch.header().size(), where));
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
        reader.close();
    }
}
