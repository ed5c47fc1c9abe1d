package org.gapwise.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gapwise.core.toml.Spelling;

/** The folder below which a table may name pictures. Nothing outside of it is ever opened. */
public final class ImageRoot {

    private static final int MAX_LENGTH = 1024;
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    private final Path folder;
    private final Path real;

    private ImageRoot(Path folder, Path real) {
        this.folder = folder;
        this.real = real;
    }

    /** Empty when the folder does not exist. */
    public static Optional<ImageRoot> of(Path folder) {
        try {
            Path real = folder.toRealPath();
            return Files.isDirectory(real) ? Optional.of(new ImageRoot(folder, real)) : Optional.empty();
        } catch (IOException e) {
            // It is not there, or not for us: the caller says so, with a suggestion.
            return Optional.empty();
        }
    }

    /** The file that a cell names. */
    public Path resolve(String cell) throws ImageFault {
        check(cell);
        Path file;
        try {
            file = real.resolve(cell);
        } catch (InvalidPathException e) {
            throw refused("is not a path");
        }
        Path found;
        try {
            found = file.toRealPath();
        } catch (IOException e) {
            throw notFound(file);
        }
        if (!found.startsWith(real)) {
            throw new ImageFault(
                    "the image path leads out of the image folder through a link.",
                    "Set `root` to the folder that really holds the pictures.");
        }
        if (!Files.isRegularFile(found)) {
            throw refused("is not a file");
        }
        return found;
    }

    /** Refuses what is no path below a folder, whatever lies there. */
    public static void check(String cell) throws ImageFault {
        if (cell.length() > MAX_LENGTH) {
            throw refused("has " + cell.length() + " characters, more than " + MAX_LENGTH);
        }
        if (cell.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw refused("holds a control character");
        }
        if (cell.indexOf('\\') >= 0) {
            throw refused("holds a backslash");
        }
        if (cell.startsWith("/") || SCHEME.matcher(cell).matches()) {
            throw refused("is absolute");
        }
        if (cell.endsWith("/")) {
            throw refused("names a folder");
        }
        if (Stream.of(cell.split("/", -1)).anyMatch(".."::equals)) {
            throw refused("climbs with \"..\"");
        }
    }

    private ImageFault notFound(Path file) {
        Path missing = file;
        for (Path up = file.getParent(); up != null && up.startsWith(real) && !Files.exists(up); up = up.getParent()) {
            missing = up;
        }
        return new MissingFile(folder.resolve(real.relativize(file)), folder.resolve(real.relativize(missing)));
    }

    private static ImageFault refused(String why) {
        return new ImageFault(
                "the image path " + why + ".", "Write a path below the modality's `root`, with / between its parts.");
    }

    /** A suggestion for a folder that does not exist, or an empty text. */
    public static String suggestion(Path missing) {
        Path parent = missing.toAbsolutePath().normalize().getParent();
        Path name = missing.getFileName();
        if (parent == null || name == null || !Files.isDirectory(parent)) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            List<String> folders = siblings.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .limit(1000)
                    .toList();
            return Spelling.didYouMean(name.toString(), folders);
        } catch (IOException e) {
            // A suggestion is a courtesy; without one the message still says what is wrong.
            return "";
        }
    }
}
