package org.gapwise.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.Stretch;
import org.gapwise.data.table.TableReading;

/**
 * Asks a model about every case of a table, with the numbers that {@code gapwise predict} has. All rows are looked at
 * before the first is put before the model.
 */
public final class Scoring {

    private final SparkSession session;
    private final JavaSparkContext spark;

    public Scoring(SparkSession session) {
        this.session = session;
        this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    }

    /** How many cases were scored, and of how many nothing at all was known. */
    public record Done(long cases, long empty) {}

    /**
     * What is wrong with the table is one {@link DataException}, and then nothing is written.
     *
     * @param say is told what a person should look at
     */
    public Done run(ScoringRequest request, Consumer<String> say) {
        request.check();
        requireNew(request.out());
        try (SentBundle sent = SentBundle.open(request.model(), spark.hadoopConfiguration())) {
            score(request, sent, say);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            if (Failure.world(e).isPresent()) {
                throw Failure.world(e).get();
            }
            throw new IllegalStateException("the scoring failed: " + Failure.reason(e), e);
        }
        Dataset<Row> written = session.read().parquet(request.out());
        long empty = written.filter(functions.size(functions.col(Asking.USED)).equalTo(0))
                .count();
        return new Done(written.count(), empty);
    }

    private void score(ScoringRequest request, SentBundle sent, Consumer<String> say) {
        Bundle bundle = sent.bundle();
        Schema schema = Schema.parse(
                bundle.text("schema.toml"), bundle.file("schema.toml").toString());
        Sight sight = new Sight(
                new Location(request.table(), request.pictures()),
                spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration())));
        Source source = source(sight, request.rows(), schema);
        new TableCheck(source, schema, sight).run(say);
        String model = sent.sendBy(spark);
        JavaRDD<Row> answers =
                source.with(tables -> Asking.answers(tables, model, sight.pictures()), TableReading.columns(schema));
        write(answers, schema, request.out());
    }

    private Source source(Sight sight, int rows, Schema schema) {
        List<String> files = sight.location().files(spark.hadoopConfiguration());
        if (files.size() > 1 && schema.caseKey().equals(TableCheck.ROW)) {
            throw new ConfigException(
                    "the model's cases have no key but the number of their row, and there are " + files.size()
                            + " files.",
                    sight.location().table(),
                    "Give one file.");
        }
        if (files.stream().allMatch(Location::isParquet)) {
            return ParquetSource.of(session, files, rows);
        }
        if (files.stream().allMatch(Stretch::isText)) {
            return TextSource.of(spark, sight.configuration(), files, rows);
        }
        throw new DataException(
                "these are not all text tables, nor all Parquet.",
                sight.location().table(),
                "Give .csv, .csv.gz, .tsv, .tsv.gz or .parquet, one kind at a time.");
    }

    /** A folder appears whole, with Spark's {@code _SUCCESS} in it, or not at all. */
    private void write(JavaRDD<Row> answers, Schema schema, String out) {
        boolean done = false;
        try {
            session.createDataFrame(answers, Asking.columns(schema)).write().parquet(out);
            done = true;
        } finally {
            if (!done) {
                delete(out);
            }
        }
    }

    private void requireNew(String out) {
        Path path = new Path(out);
        try {
            if (files(path).exists(path)) {
                throw new ConfigException("there is something already.", out, "Give another --out, or remove it.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not look for " + out, e);
        }
    }

    private void delete(String out) {
        Path path = new Path(out);
        try {
            files(path).delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + out, e);
        }
    }

    private FileSystem files(Path path) throws IOException {
        return path.getFileSystem(spark.hadoopConfiguration());
    }
}
