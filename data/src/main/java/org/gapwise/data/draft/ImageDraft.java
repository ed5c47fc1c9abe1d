package org.gapwise.data.draft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gapwise.data.image.ImageFault;
import org.gapwise.data.image.ImageRoot;

/**
 * A column of picture paths and the folder they are below.
 *
 * @param found how many of the first paths exist there
 */
record ImageDraft(Profile column, Path root, int found, int tried) {

    private static final int TRIED = 50;
    private static final int MOST_FOLDERS = 500;
    private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(png|jpe?g|gif|bmp|tiff?|webp|dcm)");

    /** Whether most of a column's texts look like names of picture files. */
    static boolean looksLikeOne(Profile column) {
        long pictures = column.counts().keySet().stream()
                .filter(text -> PICTURE.matcher(text).matches())
                .count();
        return column.distinct() > 1 && pictures > 0.8 * column.distinct();
    }

    /** Of several columns, the one whose pictures are there. */
    static Optional<ImageDraft> best(List<Profile> columns, Path folder) {
        return columns.stream()
                .filter(ImageDraft::looksLikeOne)
                .map(column -> of(column, folder))
                .filter(draft -> draft.found > 0)
                .max(Comparator.comparingInt((ImageDraft draft) -> draft.found)
                        .thenComparing(draft -> -draft.root.getNameCount()));
    }

    /** Looks for the pictures in a table's folder and the folders up to two levels below. */
    static ImageDraft of(Profile column, Path folder) {
        List<String> paths = column.counts().keySet().stream().limit(TRIED).toList();
        ImageDraft best = new ImageDraft(column, folder, 0, paths.size());
        for (Path candidate : folders(folder)) {
            int found = found(candidate, paths);
            if (found > best.found) {
                best = new ImageDraft(column, candidate, found, paths.size());
            }
        }
        return best;
    }

    private static int found(Path folder, List<String> paths) {
        Optional<ImageRoot> root = ImageRoot.of(folder);
        int found = 0;
        for (String path : paths) {
            try {
                if (root.isPresent() && Files.exists(root.get().resolve(path))) {
                    found++;
                }
            } catch (ImageFault e) {
                // Not in this folder, then; the next may have it.
            }
        }
        return found;
    }

    private static List<Path> folders(Path folder) {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder, 2)) {
            below.filter(Files::isDirectory).sorted().limit(MOST_FOLDERS).forEach(folders::add);
        } catch (IOException | UncheckedIOException e) {
            // A folder that we may not look into holds no pictures for us.
            folders.add(folder);
        }
        return folders;
    }
}
