package org.gapwise.core.schema;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gapwise.core.toml.TomlFile;

/**
 * What a case may have. The same file serves import, training and serving; the order of modalities, features and
 * targets is meaning.
 *
 * @param table path of the table, relative to the schema's folder; {@code file.duckdb#table} names a table in a
 *     database
 * @param caseKey column of the case key
 * @param groupKey column of what must not be split between training and test, usually the patient
 * @param costs what it costs to measure a feature or take a picture, above 0 and in any unit; 1 where there is no entry
 */
public record Schema(
        String table,
        String caseKey,
        Optional<String> groupKey,
        List<Modality> modalities,
        List<Target> targets,
        Map<String, Double> costs) {

    /** The cost of what the schema names no cost for. */
    public static final double USUAL_COST = 1;

    public Schema {
        costs = Collections.unmodifiableMap(new LinkedHashMap<>(costs));
        modalities = List.copyOf(modalities);
        targets = List.copyOf(targets);
        if (modalities.isEmpty()) {
            throw new IllegalArgumentException("the schema has no modality");
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("the schema has no target");
        }
        List<String> names = new ArrayList<>();
        modalities.forEach(m -> names.add(m.name()));
        modalities.forEach(m -> {
            if (m instanceof TableModality t) {
                t.features().forEach(f -> names.add(f.name()));
            }
        });
        unique("modality or feature", names);
        unique("target", targets.stream().map(Target::name).toList());
        costs.forEach((name, cost) -> {
            if (!names.contains(name) || !(cost > 0) || cost.isInfinite()) {
                throw new IllegalArgumentException("a cost of " + cost + " for \"" + name + "\"");
            }
        });
    }

    /** Without costs. */
    public Schema(
            String table, String caseKey, Optional<String> groupKey, List<Modality> modalities, List<Target> targets) {
        this(table, caseKey, groupKey, modalities, targets, Map.of());
    }

    /** The same with other costs, as far as they are of things that it knows. */
    public Schema with(Map<String, Double> others) {
        Map<String, Double> known = new LinkedHashMap<>(others);
        known.keySet()
                .removeIf(name -> features().stream().noneMatch(f -> f.name().equals(name))
                        && images().stream().noneMatch(image -> image.name().equals(name)));
        return new Schema(table, caseKey, groupKey, modalities, targets, known);
    }

    /** What it costs to measure a feature or take a picture. */
    public double cost(String input) {
        return costs.getOrDefault(input, USUAL_COST);
    }

    /** Reads schema.toml; all of its faults in one exception. */
    public static Schema read(Path file) {
        return TomlFile.read(file, SchemaToml::read);
    }

    /** The same from a text; {@code name} says in messages where it came from. */
    public static Schema parse(String text, String name) {
        return TomlFile.parse(text, name, SchemaToml::read);
    }

    /** A text that {@link #parse} reads back as an equal schema. */
    public String toToml() {
        return SchemaToml.write(this);
    }

    public List<TableModality> tables() {
        return modalities.stream()
                .filter(TableModality.class::isInstance)
                .map(TableModality.class::cast)
                .toList();
    }

    public List<ImageModality> images() {
        return modalities.stream()
                .filter(ImageModality.class::isInstance)
                .map(ImageModality.class::cast)
                .toList();
    }

    /** All features of all tables, in order. */
    public List<Feature> features() {
        return tables().stream().flatMap(t -> t.features().stream()).toList();
    }

    public List<String> modalityNames() {
        return modalities.stream().map(Modality::name).toList();
    }

    public List<String> targetNames() {
        return targets.stream().map(Target::name).toList();
    }

    public Modality modality(String name) {
        return modalities.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no modality \"" + name + "\"; there are "
                        + modalities.stream().map(Modality::name).collect(Collectors.joining(", "))));
    }

    private static void unique(String kind, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a " + kind + " has no name");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two things are called \"" + name + "\" (" + kind + ")");
            }
        }
    }
}
