package org.gapwise.data.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gapwise.core.Problem;
import org.gapwise.data.image.Fingerprint;
import org.gapwise.data.image.ImageCheck;
import org.gapwise.data.image.Inversion;

/**
 * Pictures of one modality that can be read but should be looked at.
 *
 * @param duplicates files with the same pixels as an earlier one
 * @param blank files that show a single grey
 * @param inverted files that seem to have dark and bright exchanged
 * @param problems the same in words
 */
public record PictureLooks(String modality, int duplicates, int blank, int inverted, List<Problem> problems) {

    public PictureLooks {
        problems = List.copyOf(problems);
    }

    static PictureLooks of(ImageCheck check, String table) {
        List<Path> paths = List.copyOf(check.prints().keySet());
        List<Fingerprint> prints = List.copyOf(check.prints().values());
        Map<Long, Integer> first = new HashMap<>();
        List<Integer> duplicates = new ArrayList<>();
        List<Integer> blank = IntStream.range(0, prints.size())
                .filter(i -> prints.get(i).isBlank())
                .boxed()
                .toList();
        for (int i = 0; i < prints.size(); i++) {
            if (!prints.get(i).isBlank() && first.putIfAbsent(prints.get(i).checksum(), i) != null) {
                duplicates.add(i);
            }
        }
        List<Integer> inverted = Inversion.of(prints);
        List<Problem> problems = new ArrayList<>();
        Words words = new Words(check.modality(), table, paths, problems);
        words.add(duplicates, "have the same pixels as another file", "Check that they belong to the same patient.");
        words.add(blank, "show a single grey", "Leave the cell blank if there is no picture.");
        words.add(inverted, "seem to have dark and bright exchanged", "Look at them; invert them as the others are.");
        return new PictureLooks(check.modality(), duplicates.size(), blank.size(), inverted.size(), problems);
    }

    private record Words(String modality, String table, List<Path> paths, List<Problem> problems) {

        void add(List<Integer> which, String what, String fix) {
            if (!which.isEmpty()) {
                problems.add(new Problem(
                        which.size() + " of " + paths.size() + " pictures of modality \"" + modality + "\" " + what
                                + "; the first: " + paths.get(which.get(0)) + ".",
                        table,
                        fix));
            }
        }
    }
}
