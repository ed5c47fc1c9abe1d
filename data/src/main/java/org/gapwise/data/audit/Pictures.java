package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gapwise.data.image.Fingerprint;
import org.gapwise.data.image.ImageCheck;
import org.gapwise.data.image.ImageFile;
import org.gapwise.data.image.Inversion;
import org.gapwise.data.image.NearDuplicates;

/** Pictures that show the same under different patients, nothing, or everything with dark and bright exchanged. */
final class Pictures {

    private final Evidence evidence;
    private final String modality;
    private final List<Integer> rows = new ArrayList<>();
    private final List<Fingerprint> prints = new ArrayList<>();

    private Pictures(Evidence evidence, ImageCheck check) {
        this.evidence = evidence;
        this.modality = check.modality();
        for (Map.Entry<Integer, ImageFile> file : evidence.files(modality).entrySet()) {
            Fingerprint print = check.prints().get(file.getValue().path());
            if (print != null) {
                rows.add(file.getKey());
                prints.add(print);
            }
        }
    }

    static List<Finding> of(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        for (ImageCheck check : evidence.images()) {
            Pictures pictures = new Pictures(evidence, check);
            pictures.copies(found);
            pictures.looks(found);
        }
        return found;
    }

    private void copies(List<Finding> found) {
        Map<Kind, Map<Severity, List<NearDuplicates.Pair>>> kinds = new LinkedHashMap<>();
        NearDuplicates.of(prints, (a, b) -> evidence.strangers(rows.get(a), rows.get(b)))
                .forEach(pair -> kinds.computeIfAbsent(
                                pair.same() ? Kind.SAME_PICTURE : Kind.SIMILAR_PICTURE, k -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                evidence.parted(rows.get(pair.first()), rows.get(pair.second()))
                                        ? Severity.ERROR
                                        : Severity.WARNING,
                                s -> new ArrayList<>())
                        .add(pair));
        kinds.forEach((kind, pairs) -> pairs.forEach((severity, all) -> found.add(copies(kind, severity, all))));
    }

    private Finding copies(Kind kind, Severity severity, List<NearDuplicates.Pair> pairs) {
        boolean apart = severity == Severity.ERROR;
        String what = pairs.size() + " pairs of pictures of modality \"" + modality + "\" "
                + (kind == Kind.SAME_PICTURE ? "are equal" : "show nearly the same") + " under different patients"
                + (apart ? ", in different parts of " + evidence.division().origin() + "." : ".");
        String where = evidence.where(
                rows.get(pairs.get(0).first()), rows.get(pairs.get(0).second()));
        String fix = "Look at the pictures: give both rows one patient's key, or remove one of them.";
        return apart ? Finding.error(kind, what, where, fix) : Finding.warning(kind, what, where, fix);
    }

    private void looks(List<Finding> found) {
        List<Integer> blank = IntStream.range(0, prints.size())
                .filter(i -> prints.get(i).isBlank())
                .boxed()
                .toList();
        look(Kind.BLANK_PICTURE, blank, "show a single grey.", "Leave the cell blank if there is no picture.", found);
        look(
                Kind.INVERTED_PICTURE,
                Inversion.of(prints),
                "seem to have dark and bright exchanged.",
                "Look at them; invert them as the others are.",
                found);
    }

    private void look(Kind kind, List<Integer> which, String what, String fix, List<Finding> found) {
        if (!which.isEmpty()) {
            found.add(Finding.warning(
                    kind,
                    which.size() + " of " + prints.size() + " pictures of modality \"" + modality + "\" " + what,
                    evidence.where(rows.get(which.get(0))),
                    fix));
        }
    }
}
