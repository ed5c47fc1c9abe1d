package org.gapwise.evaluate.report;

import java.util.List;

/** Modalities that are there and not there, as words and as table cells. */
final class Presences {

    private Presences() {}

    static String name(List<String> present, List<String> all) {
        if (present.isEmpty()) {
            return "nothing";
        }
        if (present.size() == all.size()) {
            return all.size() == 1 ? all.get(0) : "everything";
        }
        return String.join(" + ", present) + " only";
    }

    static void cells(Html out, List<String> present, List<String> all) {
        for (String modality : all) {
            boolean there = present.contains(modality);
            out.open("td", "class", "num");
            out.leaf("span", there ? "\u25cf" : "\u25cb", "class", there ? "there" : "gone", "aria-hidden", "true");
            out.leaf("span", there ? "present" : "absent", "class", "unseen").close();
        }
    }
}
