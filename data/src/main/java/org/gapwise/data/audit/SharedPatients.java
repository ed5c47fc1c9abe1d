package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.gapwise.core.cohort.Part;

/** Patients with cases in more than one part: what a model learned of them helps it in the test. */
final class SharedPatients {

    private SharedPatients() {}

    static List<Finding> of(Evidence evidence) {
        Map<String, Map<Part, Integer>> first = new LinkedHashMap<>();
        for (int i = 0; i < evidence.size(); i++) {
            int row = i;
            evidence.part(i)
                    .ifPresent(part -> first.computeIfAbsent(evidence.groups().get(row), g -> new TreeMap<>())
                            .putIfAbsent(part, row));
        }
        List<Map<Part, Integer>> shared =
                first.values().stream().filter(parts -> parts.size() > 1).toList();
        if (shared.isEmpty()) {
            return List.of();
        }
        List<Integer> rows = new ArrayList<>(shared.get(0).values());
        return List.of(Finding.error(
                Kind.SHARED_PATIENT,
                shared.size() + " of " + first.size() + " patients are in more than one part of "
                        + evidence.division().origin() + ": " + pairs(shared) + ".",
                evidence.where(rows.get(0), rows.get(1)),
                "Split by patient: leave these parts out and let training split, or move each patient into one part."));
    }

    private static String pairs(List<Map<Part, Integer>> shared) {
        Map<String, Integer> counts = new HashMap<>();
        for (Map<Part, Integer> parts : shared) {
            for (Part one : parts.keySet()) {
                parts.keySet().stream()
                        .filter(other -> one.compareTo(other) < 0)
                        .forEach(other -> counts.merge(one.word() + " and " + other.word(), 1, Integer::sum));
            }
        }
        StringJoiner text = new StringJoiner(", ");
        new TreeMap<>(counts).forEach((pair, count) -> text.add(pair + " share " + count));
        return text.toString();
    }
}
