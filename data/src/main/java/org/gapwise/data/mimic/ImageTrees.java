package org.gapwise.data.mimic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gapwise.core.ConfigException;
import org.gapwise.data.desk.Desk;

/**
 * Where pictures lie: in the tree of JPG, in that of DICOM, or in both. Below each they have the same names but for
 * the ending.
 *
 * @param root the folder that holds all of them
 * @param trees the preferred first
 */
record ImageTrees(Path root, List<Tree> trees) {

    static final String JPG = "jpg";
    static final String DCM = "dcm";

    /** One tree: pictures with this ending, from this folder on. */
    record Tree(String ending, Path folder) {

        Path file(String stem) {
            return folder.resolve(stem + "." + ending);
        }
    }

    /** @param endings the preferred first */
    static ImageTrees of(MimicFolders folders, List<String> endings) {
        Path jpg = real(folders.cxr());
        Path dcm = folders.dicom().map(ImageTrees::real).orElse(jpg);
        List<Tree> trees = endings.stream()
                .map(ending -> new Tree(ending, ending.equals(JPG) ? jpg : dcm))
                .toList();
        Path root = trees.get(0).folder();
        for (Tree tree : trees) {
            root = shared(root, tree.folder());
        }
        return new ImageTrees(root, trees);
    }

    /** Links are followed: the root of a cohort must hold its pictures without any. */
    static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            // It is not there; whoever looks for its files will say so.
            return folder.toAbsolutePath().normalize();
        }
    }

    private static Path shared(Path one, Path other) {
        for (Path up = one; up != null; up = up.getParent()) {
            if (other.startsWith(up)) {
                return up;
            }
        }
        throw new ConfigException(
                "the two trees of pictures lie on two drives.",
                "--cxr, --dicom",
                "Take one of them, with images.files, or bring them to one drive.");
    }

    /** The place of the first tree that has a picture, named without its ending. */
    OptionalInt holding(String stem) {
        return IntStream.range(0, trees.size())
                .filter(i -> Files.isRegularFile(trees.get(i).file(stem)))
                .findFirst();
    }

    /** SQL for the path below the root, by the place of the tree. */
    String path(String place, String stem) {
        StringBuilder sql = new StringBuilder("CASE " + place);
        for (int i = 0; i < trees.size(); i++) {
            String folder = root.relativize(trees.get(i).folder()).toString().replace('\\', '/');
            sql.append(" WHEN ").append(i).append(" THEN ");
            sql.append(Desk.text(folder.isEmpty() ? "" : folder + "/"))
                    .append(" || ")
                    .append(stem);
            sql.append(" || ").append(Desk.text("." + trees.get(i).ending()));
        }
        return sql.append(" END").toString();
    }
}
