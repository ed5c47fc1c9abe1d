package org.gapwise.data.table;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.data.image.ImageFault;
import org.gapwise.data.image.ImageFile;
import org.gapwise.data.image.ImageRoot;
import org.gapwise.data.image.MissingFile;

/**
 * The pictures of one modality, as files. An empty cell is a case without one; a path under which there is no file is a fault. A
 * folder that is not there is told once, not for each of its pictures.
 */
final class ImageFiles implements ImageColumn {

    private final ImageModality modality;
    private final Places places;
    private final Path[] paths;
    private final BitSet present;

    private ImageFiles(ImageModality modality, Table table) {
        this.modality = modality;
        this.places = table.places();
        this.paths = new Path[table.rows()];
        this.present = new BitSet(table.rows());
    }

    static ImageColumn read(ImageModality modality, Path folder, Context context) {
        ImageFiles column = new ImageFiles(modality, context.table());
        context.cells(modality.column()).ifPresent(cells -> column.fill(cells, folder, context));
        return column;
    }

    private void fill(List<String> cells, Path folder, Context context) {
        Set<String> missing = Cell.missing(modality.missing());
        BitSet named = new BitSet();
        for (int row = 0; row < cells.size(); row++) {
            named.set(row, !Cell.isMissing(Cell.trim(cells.get(row)), missing));
        }
        if (named.isEmpty()) {
            return;
        }
        Optional<ImageRoot> root = ImageRoot.of(folder);
        if (root.isPresent()) {
            resolve(cells, named, root.get(), context);
        } else {
            context.faults()
                    .add(new Problem(
                            "image folder " + folder + " does not exist; " + named.cardinality()
                                    + " rows name pictures in it.",
                            context.table().where(modality.column()),
                            ("Correct `root` of modality \"" + modality.name()
                                            + "\", or the folder given on the command line. "
                                            + ImageRoot.suggestion(folder))
                                    .strip()));
        }
    }

    private void resolve(List<String> cells, BitSet named, ImageRoot root, Context context) {
        Map<Path, int[]> missingFolders = new LinkedHashMap<>();
        Map<Integer, MissingFile> missingFiles = new LinkedHashMap<>();
        for (int row = named.nextSetBit(0); row >= 0; row = named.nextSetBit(row + 1)) {
            try {
                paths[row] = root.resolve(Cell.trim(cells.get(row)));
                present.set(row);
            } catch (MissingFile e) {
                if (e.folderMissing()) {
                    int first = row;
                    missingFolders.computeIfAbsent(e.firstMissing(), f -> new int[] {first, 0})[1]++;
                } else {
                    missingFiles.put(row, e);
                }
            } catch (ImageFault e) {
                context.cellFault(row, modality.column(), e.what(), e.fix());
            }
        }
        missingFolders.forEach((folder, seen) -> missingFolder(folder, seen[0], seen[1], context));
        report(missingFiles, named.cardinality(), context);
    }

    private void missingFolder(Path folder, int first, int count, Context context) {
        context.faults()
                .add(
                        context.table().where(modality.column()),
                        new Problem(
                                "image folder " + folder + " does not exist; " + count + " rows name pictures in it.",
                                context.table().where(first, modality.column()),
                                ("Correct the paths, or `root` of modality \"" + modality.name() + "\". "
                                                + ImageRoot.suggestion(folder))
                                        .strip()));
    }

    private void report(Map<Integer, MissingFile> missing, int named, Context context) {
        if (missing.size() == named && named > 1) {
            Map.Entry<Integer, MissingFile> first =
                    missing.entrySet().iterator().next();
            context.faults()
                    .add(new Problem(
                            "none of the " + named + " images exists; the first: "
                                    + first.getValue().what(),
                            context.table().where(first.getKey(), modality.column()),
                            "Correct `root` of modality \"" + modality.name()
                                    + "\", or the folder given on the command line."));
            return;
        }
        missing.forEach((row, e) -> context.cellFault(row, modality.column(), e.what(), e.fix()));
    }

    @Override
    public void into(int row, Map<String, ImageSource> images) {
        if (present.get(row)) {
            images.put(modality.name(), new ImageFile(paths[row], places.where(row, modality.column())));
        }
    }
}
