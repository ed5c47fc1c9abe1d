package org.gapwise.data.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Problem;

/** Problems by kind: the first of each kind one by one, the rest as a count, so that a bad column stays readable. */
public final class Findings {

    private static final int SHOWN = 20;

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    private static final class Kind {
        final List<Problem> shown = new ArrayList<>();
        long hidden;
    }

    /** Notes a problem; {@code kind} says what such problems have in common and where, e.g. {@code cases.csv, column "age"}. */
    public void add(String kind, Problem problem) {
        Kind of = kinds.computeIfAbsent(kind, k -> new Kind());
        if (of.shown.size() < SHOWN) {
            of.shown.add(problem);
        } else {
            of.hidden++;
        }
    }

    /** Notes a problem whose kind is its place. */
    public void add(Problem problem) {
        add(problem.where(), problem);
    }

    public boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** All that was noted, kind by kind. */
    public List<Problem> list() {
        List<Problem> all = new ArrayList<>();
        kinds.forEach((kind, of) -> {
            all.addAll(of.shown);
            if (of.hidden > 0) {
                all.add(new Problem("and " + of.hidden + " more rows like the " + SHOWN + " before.", kind, ""));
            }
        });
        return all;
    }
}
