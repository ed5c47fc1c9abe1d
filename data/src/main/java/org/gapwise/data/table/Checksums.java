package org.gapwise.data.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gapwise.core.DataException;
import org.gapwise.core.file.Sha256;

/** The list of checksums that many data sets ship beside their files, in the form that sha256sum writes. */
final class Checksums {

    private static final List<String> NAMES = List.of("SHA256SUMS", "SHA256SUMS.txt", "sha256sums.txt");

    private Checksums() {}

    /** Refuses a file that its folder's list says should be another; a file that is on no list passes. */
    static void verify(Path file) {
        for (String name : NAMES) {
            Path list = file.resolveSibling(name);
            if (!Files.isRegularFile(list)) {
                continue;
            }
            String expected = expected(list, String.valueOf(file.getFileName()));
            if (!expected.isEmpty() && !expected.equals(Sha256.of(file))) {
                throw new DataException(
                        "the file does not match its checksum in " + name + ".",
                        file.toString(),
                        "Fetch it again; if it was changed on purpose, correct or remove the line in " + name + ".");
            }
        }
    }

    private static String expected(Path list, String name) {
        try {
            for (String line : Files.readAllLines(list)) {
                String[] parts = line.strip().split("\\s+\\*?", 2);
                if (parts.length == 2
                        && parts[0].length() == 64
                        && parts[1].replaceFirst("^\\./", "").equals(name)) {
                    return parts[0].toLowerCase(Locale.ROOT);
                }
            }
            return "";
        } catch (IOException e) {
            throw new DataException(
                    "the list of checksums cannot be read.", list.toString(), "Restore it, or remove it.");
        }
    }
}
