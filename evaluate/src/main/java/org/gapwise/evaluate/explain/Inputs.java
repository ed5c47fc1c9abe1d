package org.gapwise.evaluate.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/** What a case may have: features, and pictures by the name of their modality. Taken away means absent. */
public final class Inputs {

    private Inputs() {}

    /** All that a schema knows, in its order. */
    public static List<String> all(Schema schema) {
        List<String> names = new ArrayList<>();
        for (Modality modality : schema.modalities()) {
            names.addAll(of(modality));
        }
        return names;
    }

    /** The inputs of a modality. */
    static List<String> of(Modality modality) {
        return modality instanceof TableModality table
                ? table.features().stream().map(Feature::name).toList()
                : List.of(((ImageModality) modality).name());
    }

    /** Those that a case has, in the schema's order. */
    public static List<String> present(Schema schema, Case one) {
        return all(schema).stream().filter(name -> has(one, name)).toList();
    }

    /** Those that it lacks. */
    public static List<String> absent(Schema schema, Case one) {
        return all(schema).stream().filter(name -> !has(one, name)).toList();
    }

    static boolean has(Case one, String name) {
        return one.numbers().containsKey(name)
                || one.categories().containsKey(name)
                || one.images().containsKey(name);
    }

    /** The case with nothing but these. */
    static Case only(Case one, Set<String> names) {
        return one.evidence(kept(one.numbers(), names), kept(one.categories(), names), kept(one.images(), names));
    }

    /** The case without one of them. */
    static Case without(Case one, String name) {
        Set<String> left = new HashSet<>(one.numbers().keySet());
        left.addAll(one.categories().keySet());
        left.addAll(one.images().keySet());
        left.remove(name);
        return only(one, left);
    }

    /** The case with one more, as another case has it. */
    public static Case with(Case one, String name, Case donor) {
        return one.evidence(
                plus(one.numbers(), donor.numbers(), name),
                plus(one.categories(), donor.categories(), name),
                plus(one.images(), donor.images(), name));
    }

    private static <V> Map<String, V> kept(Map<String, V> values, Set<String> names) {
        Map<String, V> left = new LinkedHashMap<>(values);
        left.keySet().retainAll(names);
        return left;
    }

    private static <V> Map<String, V> plus(Map<String, V> values, Map<String, V> donor, String name) {
        Map<String, V> more = new LinkedHashMap<>(values);
        V value = donor.get(name);
        if (value != null) {
            more.put(name, value);
        }
        return more;
    }
}
