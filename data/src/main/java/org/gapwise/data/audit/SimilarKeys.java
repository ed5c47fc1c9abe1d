package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Keys that a spreadsheet or an import may have made two of: p7 and P7, 12 and 0012, 12 and 12.0. */
final class SimilarKeys {

    private SimilarKeys() {}

    static List<Finding> of(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        evidence.schema().groupKey().ifPresent(column -> {
            String told = "One patient may stand under two keys, and on both sides of a split. Write each key one way.";
            add(new Keys(evidence, evidence.groups(), column, Severity.ERROR, told), found);
        });
        String told = "Check whether these are the same case twice. Write each key one way.";
        add(new Keys(evidence, evidence.ids(), evidence.schema().caseKey(), Severity.WARNING, told), found);
        return found;
    }

    private record Keys(Evidence evidence, List<String> keys, String column, Severity severity, String fix) {}

    private static void add(Keys keys, List<Finding> found) {
        find(keys, Kind.KEY_CASE, key -> key.toLowerCase(Locale.ROOT), found);
        find(keys, Kind.KEY_PADDING, SimilarKeys::unpadded, found);
    }

    private static void find(Keys keys, Kind kind, UnaryOperator<String> plain, List<Finding> found) {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < keys.keys.size(); i++) {
            first.putIfAbsent(keys.keys.get(i), i);
        }
        Map<String, Integer> plainly = new HashMap<>();
        int twins = 0;
        String where = "";
        for (Map.Entry<String, Integer> key : first.entrySet()) {
            Integer before = plainly.putIfAbsent(plain.apply(key.getKey()), key.getValue());
            if (before != null) {
                twins++;
                where = where.isEmpty() ? keys.evidence.where(before, key.getValue()) : where;
            }
        }
        if (twins > 0) {
            String how = kind == Kind.KEY_CASE ? "capital letters" : "leading zeros or a trailing .0";
            String what = twins + " of " + first.size() + " keys in column \"" + keys.column
                    + "\" differ from another by " + how + " only.";
            found.add(
                    keys.severity == Severity.ERROR
                            ? Finding.error(kind, what, where, keys.fix)
                            : Finding.warning(kind, what, where, keys.fix));
        }
    }

    private static String unpadded(String key) {
        return key.replaceFirst("\\.0+$", "").replaceAll("(?<![0-9.])0+(?=[0-9])", "");
    }
}
