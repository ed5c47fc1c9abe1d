package org.gapwise.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaSparkContext;
import org.gapwise.core.BundleException;
import org.gapwise.core.bundle.Bundle;

/** A bundle on its way to the executors: each fetches it once, unpacked, and every task checks its checksums. */
final class SentBundle implements AutoCloseable {

    private final Path folder;
    private final Bundle bundle;

    private SentBundle(Path folder, Bundle bundle) {
        this.folder = folder;
        this.bundle = bundle;
    }

    /** A folder of this machine, or of any file system that Hadoop knows. */
    static SentBundle open(String model, Configuration configuration) {
        Path folder = scratch();
        try {
            return new SentBundle(folder, Bundle.open(here(model, folder, configuration)));
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static Path here(String model, Path folder, Configuration configuration) {
        if (!model.contains("://") && !model.startsWith("file:")) {
            return Path.of(model);
        }
        try {
            org.apache.hadoop.fs.Path from = new org.apache.hadoop.fs.Path(model);
            FileSystem files = from.getFileSystem(configuration);
            if (!files.exists(from)) {
                throw new BundleException(
                        "there is no such folder.", model, "Give the folder that a training wrote as --out.");
            }
            Path to = folder.resolve("model");
            files.copyToLocalFile(false, from, new org.apache.hadoop.fs.Path(to.toUri()), true);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException("could not fetch " + model, e);
        }
    }

    Bundle bundle() {
        return bundle;
    }

    /** Has it sent to whoever will ask for it, as long as Spark runs, and gives its name there. */
    String sendBy(JavaSparkContext spark) {
        String name = "gapwise-model-" + Bundle.fingerprint(bundle.folder()).substring(0, 16);
        Path kept = scratch();
        Path packed = kept.resolve(name + ".zip");
        // Every task to come asks for it. What is registered first is removed last.
        kept.toFile().deleteOnExit();
        packed.toFile().deleteOnExit();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(packed));
                Stream<Path> files = Files.list(bundle.folder())) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files.sorted().toList()) {
                ZipEntry entry = new ZipEntry(file.getFileName().toString());
                entry.setTime(0);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not pack " + bundle.folder(), e);
        }
        spark.sc().addArchive(packed.toUri() + "#" + name);
        return name;
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("gapwise-spark");
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a folder for temporary files", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> entries = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : entries) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + folder, e);
        }
    }

    @Override
    public void close() {
        delete(folder);
    }
}
