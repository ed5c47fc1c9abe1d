package org.gapwise.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Problems;
import org.gapwise.data.table.Stretch;
import org.gapwise.data.table.StretchReader;

/**
 * Text tables, each read once to be divided at the ends of rows, and then by as many tasks as there are parts. Spark's
 * own reader guesses, pads rows, and does not know their numbers.
 */
final class TextSource implements Source {

    private final JavaSparkContext spark;
    private final Broadcast<SerializableConfiguration> configuration;
    private final List<Stretch> stretches;

    private TextSource(
            JavaSparkContext spark, Broadcast<SerializableConfiguration> configuration, List<Stretch> stretches) {
        this.spark = spark;
        this.configuration = configuration;
        this.stretches = stretches;
    }

    /** A file divided, or what is wrong with it. */
    private record Divided(List<Stretch> stretches, List<Problem> problems) implements Serializable {}

    static TextSource of(
            JavaSparkContext spark, Broadcast<SerializableConfiguration> configuration, List<String> files, int rows) {
        Problems problems = new Problems();
        List<Stretch> stretches = new ArrayList<>();
        List<Divided> divided = spark.parallelize(files, files.size())
                .map(file -> divide(file, rows, configuration))
                .collect();
        for (Divided file : divided) {
            problems.addAll(file.problems());
            stretches.addAll(file.stretches());
        }
        problems.throwIfAny(DataException::new);
        return new TextSource(spark, configuration, stretches);
    }

    private static Divided divide(String file, int rows, Broadcast<SerializableConfiguration> configuration) {
        try (InputStream bytes = open(file, 0, configuration)) {
            return new Divided(new ArrayList<>(Stretch.divide(bytes, file, rows)), List.of());
        } catch (DataException e) {
            return new Divided(List.of(), e.problems());
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    private static InputStream open(String file, long from, Broadcast<SerializableConfiguration> configuration)
            throws IOException {
        Path path = new Path(file);
        FSDataInputStream in = path.getFileSystem(configuration.value().value()).open(path);
        in.seek(from);
        return in;
    }

    @Override
    public <T> JavaRDD<T> with(TableWork<T> work, Set<String> columns) {
        Broadcast<SerializableConfiguration> known = configuration;
        Set<String> wanted = Set.copyOf(columns);
        return spark.parallelize(stretches, Math.max(1, stretches.size()))
                .flatMap(stretch -> work.on(reader(stretch, wanted, known)));
    }

    private static StretchReader reader(
            Stretch stretch, Set<String> wanted, Broadcast<SerializableConfiguration> configuration)
            throws IOException {
        long from = Stretch.isPacked(stretch.file()) ? 0 : stretch.from();
        InputStream bytes = open(stretch.file(), from, configuration);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close(bytes));
        return stretch.read(bytes, TOGETHER, wanted::contains);
    }

    private static void close(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not close a table", e);
        }
    }
}
