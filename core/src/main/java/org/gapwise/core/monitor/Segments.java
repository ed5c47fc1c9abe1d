package org.gapwise.core.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gapwise.core.DataException;

/** The files of a log in their order. Each is named after its first line and begins with the models that are asked. */
final class Segments {

    /** Holds the {@link Head} as it was after the last write. */
    static final String HEAD = "head";

    private static final String NAME = "[0-9]{12}\\.jsonl";

    private Segments() {}

    static Path named(Path folder, long first) {
        return folder.resolve(String.format(Locale.ROOT, "%012d.jsonl", first));
    }

    static long first(Path segment) {
        return Long.parseLong(segment.getFileName().toString().substring(0, 12));
    }

    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(NAME))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + folder, e);
        }
    }

    static String text(Path segment) {
        try {
            // Bytes that are no UTF-8 change the text, and so the hash.
            return new String(Files.readAllBytes(segment), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + segment, e);
        }
    }

    static Head head(Path folder) {
        try {
            Path file = folder.resolve(HEAD);
            return Files.exists(file) ? Head.of(Files.readString(file)) : Head.EMPTY;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + folder.resolve(HEAD), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    "the log's note of its end was changed.",
                    folder.resolve(HEAD).toString(),
                    "Take the log from a copy.");
        }
    }
}
