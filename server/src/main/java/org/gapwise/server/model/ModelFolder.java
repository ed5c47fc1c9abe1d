package org.gapwise.server.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gapwise.core.BundleException;
import org.gapwise.core.ConfigException;

/**
 * Where the versions of a model are: a folder that is a model is version 1; a folder with models in subfolders that are
 * numbers has each of them as a version.
 */
public record ModelFolder(String name, Path folder) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final String FIRST = "1";

    public ModelFolder {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigException(
                    "a model is served under its folder's name, and this one cannot stand in an address.",
                    folder.toString(),
                    "Give NAME=FOLDER with a name of letters, digits, points, dashes and underscores.");
        }
    }

    /** Reads {@code [NAME=]FOLDER}. */
    public static ModelFolder of(String text) {
        int equals = text.indexOf('=');
        Path folder = Path.of(text.substring(equals + 1)).toAbsolutePath().normalize();
        String name = equals < 0
                ? Objects.requireNonNullElse(folder.getFileName(), folder).toString()
                : text.substring(0, equals);
        return new ModelFolder(name, folder);
    }

    /** The folder of each version that is there now. */
    Map<ModelName, Path> versions(ModelOpener opener) {
        if (opener.recognizes(folder)) {
            return Map.of(new ModelName(name, FIRST), folder);
        }
        Map<ModelName, Path> versions = new LinkedHashMap<>();
        for (Path each : numbered()) {
            if (opener.recognizes(each)) {
                versions.put(new ModelName(name, String.valueOf(each.getFileName())), each);
            }
        }
        if (versions.isEmpty()) {
            throw new BundleException(
                    "there is no model in this folder.",
                    folder.toString(),
                    "Give the folder that `gapwise train --out` wrote, or one of versions named 1, 2 and so on.");
        }
        return versions;
    }

    private List<Path> numbered() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            NUMBER.matcher(String.valueOf(entry.getFileName())).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BundleException("it cannot be read.", folder.toString(), "Check the permissions.");
        }
    }
}
