package org.gapwise.core.cohort;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.TableModality;

/**
 * One encounter. A key that is absent was not measured; there is no null, no NaN and no sentinel.
 *
 * @param id the case key of its table
 * @param group what must not be split between training and test, usually the patient
 * @param numbers by feature name, finite, in the schema's units
 * @param categories by feature name
 * @param images by modality name
 * @param labels by target name; not annotated is absent
 */
public record Case(
        String id,
        String group,
        Map<String, Double> numbers,
        Map<String, String> categories,
        Map<String, ImageSource> images,
        Map<String, Label> labels) {

    public Case {
        numbers = ordered(numbers);
        categories = ordered(categories);
        images = ordered(images);
        labels = ordered(labels);
        numbers.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        name + " is " + value + ": leave a value that was not measured out of the map");
            }
        });
    }

    /** A case about which nothing is known yet. */
    public static Case of(String id) {
        return new Case(id, id, Map.of(), Map.of(), Map.of(), Map.of());
    }

    public Case with(String feature, double value) {
        return new Case(id, group, plus(numbers, feature, value), categories, images, labels);
    }

    public Case with(String feature, String level) {
        return new Case(id, group, numbers, plus(categories, feature, level), images, labels);
    }

    public Case with(String modality, ImageSource image) {
        return new Case(id, group, numbers, categories, plus(images, modality, image), labels);
    }

    public Case with(String target, Label label) {
        return new Case(id, group, numbers, categories, images, plus(labels, target, label));
    }

    /** The same case with other evidence. */
    public Case evidence(
            Map<String, Double> newNumbers, Map<String, String> newCategories, Map<String, ImageSource> newImages) {
        return new Case(id, group, newNumbers, newCategories, newImages, labels);
    }

    /** Whether anything is known of a modality: of a table, at least one of its features. */
    public boolean has(Modality modality) {
        return modality instanceof TableModality table
                ? table.features().stream().anyMatch(this::has)
                : images.containsKey(modality.name());
    }

    public boolean has(Feature feature) {
        return numbers.containsKey(feature.name()) || categories.containsKey(feature.name());
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    // Map.copyOf forgets the order, and the order reaches reports.
    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
