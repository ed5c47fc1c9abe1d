package org.gapwise.core.missingness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/** What can be taken from a case, by name and number: whole modalities and single cells, in the schema's order. */
final class Things {

    private final List<String> names = new ArrayList<>();
    private final List<Set<String>> held = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();

    Things(Schema schema) {
        for (Modality modality : schema.modalities()) {
            add(modality.name(), Removal.names(modality));
            if (modality instanceof TableModality table) {
                for (Feature feature : table.features()) {
                    add(cell(table.name(), feature.name()), Set.of(feature.name()));
                }
            }
        }
    }

    static String cell(String modality, String feature) {
        return modality + "/" + feature;
    }

    private void add(String name, Set<String> holds) {
        if (places.putIfAbsent(name, names.size()) != null) {
            throw new IllegalArgumentException("\"" + name + "\" could be a modality or a feature of one");
        }
        names.add(name);
        held.add(holds);
    }

    List<String> names() {
        return names;
    }

    OptionalInt find(String name) {
        Integer place = places.get(name);
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    int place(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no modality or modality/feature"));
    }

    /** The names of some of them, in the schema's order. */
    Set<String> named(BitSet some) {
        Set<String> named = new LinkedHashSet<>();
        some.stream().forEach(place -> named.add(names.get(place)));
        return named;
    }

    /** Features and pictures that go with some of them. */
    Set<String> held(BitSet some) {
        Set<String> all = new HashSet<>();
        some.stream().forEach(place -> all.addAll(held.get(place)));
        return all;
    }
}
