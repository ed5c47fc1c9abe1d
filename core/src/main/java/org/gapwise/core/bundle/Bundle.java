package org.gapwise.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gapwise.core.BundleException;
import org.gapwise.core.Problems;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;

/**
 * A trained model as a folder: all that prediction needs, with a checksum of every file. Opening one checks every byte
 * and executes nothing.
 *
 * @param folder where it lies
 * @param manifest the content of manifest.json
 */
public record Bundle(Path folder, JsonNode manifest) {

    public static final int VERSION = 1;
    public static final String MANIFEST = "manifest.json";
    public static final String CHECKSUMS = "SHA256SUMS";
    private static final String OLD = ".before-change";
    private static final String RESTORE = "Restore the folder from where it was made, or train again.";

    /** Adds the checksums to a folder whose files are complete and gives it its place in one step. */
    public static Bundle seal(Path prepared, Path target) {
        try {
            checksum(prepared);
            if (Files.exists(target)) {
                throw new BundleException("a bundle is there already.", target.toString(), "Give another --out.");
            }
            AtomicFile.move(prepared, target);
            return open(target);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + target, e);
        }
    }

    private static void checksum(Path prepared) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Map.Entry<String, Path> file : files(prepared).entrySet()) {
            sums.append(Sha256.of(file.getValue()))
                    .append("  ")
                    .append(file.getKey())
                    .append('\n');
            AtomicFile.force(file.getValue());
        }
        AtomicFile.write(prepared.resolve(CHECKSUMS), sums.toString());
    }

    /** Opens a folder after checking that it holds exactly the files it was sealed with, byte for byte. */
    public static Bundle open(Path folder) {
        if (!Files.isDirectory(folder)) {
            Path old = beside(folder.toAbsolutePath().normalize(), OLD);
            if (Files.isDirectory(old)) {
                throw new BundleException(
                        "a change of it was interrupted.", folder.toString(), "Rename " + old + " to its name.");
            }
            throw new BundleException(
                    "there is no such folder.", folder.toString(), "Give the folder that `gapwise train --out` wrote.");
        }
        try {
            check(folder);
            JsonNode manifest = Json.read(folder.resolve(MANIFEST));
            int version = manifest.path("version").asInt();
            if (version < 1 || version > VERSION) {
                throw new BundleException(
                        "it has format version " + version + ", this release reads up to " + VERSION + ".",
                        folder.resolve(MANIFEST).toString(),
                        "Use a newer release.");
            }
            return new Bundle(folder, manifest);
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    "it is not valid JSON.", folder.resolve(MANIFEST).toString(), RESTORE);
        } catch (IOException e) {
            throw new BundleException("it cannot be read.", folder.toString(), "Check the permissions.");
        }
    }

    /**
     * This bundle with some files written anew or added. The folder is replaced as a whole, by a sealed copy: a process
     * that has opened it goes on with what it read. Stopped between two renames, the old one is beside it, under a name
     * that {@link #open} tells.
     *
     * @param texts by name of the file
     */
    public Bundle with(Map<String, String> texts) {
        Path whole = folder.toAbsolutePath().normalize();
        Path prepared = beside(whole, ".part");
        Path old = beside(whole, OLD);
        try {
            delete(prepared);
            delete(old);
            Files.createDirectory(prepared);
            for (Map.Entry<String, Path> file : files(whole).entrySet()) {
                if (!file.getKey().equals(CHECKSUMS)) {
                    Files.copy(file.getValue(), prepared.resolve(file.getKey()));
                }
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                AtomicFile.write(prepared.resolve(text.getKey()), text.getValue());
            }
            checksum(prepared);
            AtomicFile.move(whole, old);
            AtomicFile.move(prepared, whole);
            delete(old);
            return open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("could not change " + folder, e);
        }
    }

    private static Path beside(Path folder, String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path file : files(folder).values()) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
    }

    /** Changes with any byte of a model's folder: the checksums of all files stand for the files. */
    public static String fingerprint(Path folder) {
        try {
            return Sha256.of(Files.readString(folder.resolve(CHECKSUMS)));
        } catch (IOException e) {
            throw new BundleException(
                    "its " + CHECKSUMS + " cannot be read.",
                    folder.toString(),
                    "Give the folder that `gapwise train --out` wrote.");
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new BundleException("it cannot be read.", file(name).toString(), RESTORE);
        }
    }

    private static void check(Path folder) throws IOException {
        Path sums = folder.resolve(CHECKSUMS);
        if (!Files.isRegularFile(sums)) {
            throw new BundleException(
                    "this is no bundle: it has no " + CHECKSUMS + ".",
                    folder.toString(),
                    "Give the folder that `gapwise train --out` wrote.");
        }
        Map<String, Path> there = files(folder);
        there.remove(CHECKSUMS);
        Problems problems = new Problems();
        for (String line : Files.readAllLines(sums)) {
            String[] parts = line.split("  ", 2);
            Path file = parts.length == 2 ? there.remove(parts[1]) : null;
            if (parts.length != 2) {
                problems.add("a line is not \"hash  name\".", sums.toString(), RESTORE);
            } else if (file == null) {
                problems.add("the file is missing.", folder.resolve(parts[1]).toString(), RESTORE);
            } else if (!Sha256.of(file).equals(parts[0])) {
                problems.add("the file was changed after it was written.", file.toString(), RESTORE);
            }
        }
        there.forEach((name, file) ->
                problems.add("the file does not belong to the bundle.", file.toString(), "Move it elsewhere."));
        problems.throwIfAny(BundleException::new);
    }

    private static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(entry -> {
                if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    throw new BundleException(
                            "a bundle holds plain files only, no folders and no links.",
                            entry.toString(),
                            "Remove it.");
                }
                files.put(entry.getFileName().toString(), entry);
            });
        }
        return files;
    }
}
