package org.gapwise.server.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be seen of a folder without reading its files: their names, sizes and times, and whether they can be read. A model's fingerprint will not do
 * for one that could not be opened: of a folder that is still being copied the checksums may be there before the rest.
 */
record FolderState(List<String> files) {

    FolderState {
        files = List.copyOf(files);
    }

    static FolderState of(Path folder) {
        List<String> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.sorted().toList()) {
                BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                files.add(file.getFileName() + " " + seen.size() + " " + seen.lastModifiedTime() + " " + seen.fileKey()
                        + " " + Files.isReadable(file));
            }
        } catch (IOException e) {
            files.add("unreadable");
        }
        return new FolderState(files);
    }
}
