package org.gapwise.core.missingness;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.TableModality;

/** A case without one of its modalities. */
public final class Removal {

    private Removal() {}

    /** The case with nothing of this modality; every other part is untouched. */
    public static Case of(Modality modality, Case whole) {
        if (modality instanceof TableModality table) {
            return whole.evidence(without(whole.numbers(), table), without(whole.categories(), table), whole.images());
        }
        Map<String, ImageSource> images = new LinkedHashMap<>(whole.images());
        images.remove(modality.name());
        return whole.evidence(whole.numbers(), whole.categories(), images);
    }

    private static <V> Map<String, V> without(Map<String, V> values, TableModality table) {
        Map<String, V> left = new LinkedHashMap<>(values);
        for (Feature feature : table.features()) {
            left.remove(feature.name());
        }
        return left;
    }
}
