package org.gapwise.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.gapwise.data.table.Table;

/** Parquet files, read by Spark; every cell as text, as {@code gapwise predict} reads them. */
final class ParquetSource implements Source {

    private final Dataset<Row> rows;
    private final int tasks;

    private ParquetSource(Dataset<Row> rows, int tasks) {
        this.rows = rows;
        this.tasks = tasks;
    }

    /** @param perTask rows that one task has, at most */
    static ParquetSource of(SparkSession session, List<String> files, int perTask) {
        Dataset<Row> rows = session.read().parquet(files.toArray(String[]::new));
        long tasks = Math.max(1, (rows.count() + perTask - 1) / perTask);
        return new ParquetSource(rows, (int) Math.min(tasks, Integer.MAX_VALUE));
    }

    @Override
    public <T> JavaRDD<T> with(TableWork<T> work, Set<String> columns) {
        List<String> header =
                Arrays.stream(rows.columns()).filter(columns::contains).toList();
        List<Column> chosen = new ArrayList<>();
        header.forEach(name ->
                chosen.add(functions.col("`" + name.replace("`", "``") + "`").cast("string")));
        chosen.add(functions.col("_metadata.file_path"));
        chosen.add(functions.col("_metadata.row_index"));
        JavaRDD<Row> texts = rows.select(chosen.toArray(Column[]::new)).toJavaRDD();
        JavaRDD<Row> spread = texts.getNumPartitions() < tasks ? texts.repartition(tasks) : texts;
        List<String> sent = new ArrayList<>(header);
        return spread.mapPartitions(all -> all.hasNext() ? work.on(new Tables(all, sent)) : noneOf());
    }

    private static <T> Iterator<T> noneOf() {
        return List.<T>of().iterator();
    }

    /** Rows put together, as long as they are of one file. */
    private static final class Tables implements Iterator<Table> {

        private final Iterator<Row> all;
        private final List<String> header;
        private Row next;
        private boolean ended;

        Tables(Iterator<Row> all, List<String> header) {
            this.all = all;
            this.header = header;
            this.next = all.next();
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Table next() {
            if (ended) {
                throw new NoSuchElementException("all rows were read");
            }
            String file = file(next);
            List<String[]> cells = new ArrayList<>();
            List<Long> numbers = new ArrayList<>();
            while (!ended && cells.size() < TOGETHER && file(next).equals(file)) {
                cells.add(texts(next));
                numbers.add(next.getLong(header.size() + 1) + 1);
                ended = !all.hasNext();
                next = ended ? next : all.next();
            }
            return Table.of(file, header, cells, numbers);
        }

        private String file(Row row) {
            return row.getString(header.size());
        }

        private String[] texts(Row row) {
            return IntStream.range(0, header.size())
                    .mapToObj(i -> row.isNullAt(i) ? "" : row.getString(i))
                    .toArray(String[]::new);
        }
    }
}
