package org.gapwise.study.store;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/** What was taken from a case, as a text: equal texts are equal views, so a predictor is asked about each once. */
final class Views {

    private Views() {}

    /**
     * Names of the modalities that are gone as a whole, and {@code table/feature} for single cells, by semicolons;
     * empty when nothing that was there is gone. A separator within a name has a backslash before it.
     */
    static String key(Schema schema, Case whole, Case left) {
        List<String> gone = new ArrayList<>();
        for (Modality modality : schema.modalities()) {
            if (modality instanceof TableModality table) {
                cells(table, whole, left, gone);
            } else if (whole.images().containsKey(modality.name())
                    && !left.images().containsKey(modality.name())) {
                gone.add(plain(modality.name()));
            }
        }
        return String.join(";", gone);
    }

    private static void cells(TableModality table, Case whole, Case left, List<String> gone) {
        List<Feature> had = table.features().stream().filter(f -> has(whole, f)).toList();
        List<Feature> lost = had.stream().filter(f -> !has(left, f)).toList();
        if (!lost.isEmpty() && lost.size() == had.size()) {
            gone.add(plain(table.name()));
        } else {
            lost.forEach(f -> gone.add(plain(table.name()) + "/" + plain(f.name())));
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[;/\\\\]", "\\\\$0");
    }

    private static boolean has(Case one, Feature feature) {
        return one.numbers().containsKey(feature.name()) || one.categories().containsKey(feature.name());
    }
}
