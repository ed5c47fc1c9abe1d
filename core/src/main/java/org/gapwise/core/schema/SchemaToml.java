package org.gapwise.core.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.core.toml.TomlText;

/** How a schema stands in schema.toml. The format is documented in docs/format/schema.md. */
final class SchemaToml {

    private static final int VERSION = 1;
    private static final double LEAST_COST = 1e-9;

    private SchemaToml() {}

    static Schema read(TomlSection root) {
        int version = root.whole("version", VERSION, 1);
        if (version != VERSION) {
            root.problem("version", "is " + version + ", this release reads version 1.", "Use a newer release.");
        }
        List<String> missing = root.texts("missing", TableModality.MISSING);
        Map<String, Double> costs = new LinkedHashMap<>();
        return new Schema(
                root.text("table"),
                root.text("case"),
                root.optionalText("group"),
                root.sections("modality", section -> modality(section, missing, costs)),
                root.sections("target", section -> target(section, missing)),
                costs);
    }

    private static Modality modality(TomlSection section, List<String> schemaMissing, Map<String, Double> costs) {
        String name = section.text("name");
        String kind = section.choice("kind", "table", List.of("table", "image"));
        List<String> missing = section.texts("missing", schemaMissing);
        if (kind.equals("image")) {
            cost(section, name, costs);
            return new ImageModality(name, section.text("column"), section.text("root", "."), missing);
        }
        return new TableModality(
                name,
                section.sections("features", each -> feature(each, costs)),
                missing,
                Implausible.of(section.choice("implausible", Implausible.KEEP.word(), Implausible.WORDS)));
    }

    private static void cost(TomlSection section, String name, Map<String, Double> costs) {
        if (section.has("cost")) {
            costs.put(name, section.number("cost", Schema.USUAL_COST, LEAST_COST, Double.MAX_VALUE));
        }
    }

    private static Feature feature(TomlSection section, Map<String, Double> costs) {
        String name = section.text("name");
        cost(section, name, costs);
        String column = section.text("column", name);
        String kind = section.choice("kind", "numeric", List.of("numeric", "categorical"));
        if (kind.equals("categorical")) {
            return new Categorical(name, column, section.texts("levels", List.of()));
        }
        Optional<Range> range = section.numbers("range").flatMap(ends -> {
            if (ends.size() != 2) {
                section.problem("range", "must be [low, high].", "");
                return Optional.empty();
            }
            return section.checked("range", () -> new Range(ends.get(0), ends.get(1)));
        });
        return new Numeric(name, column, section.text("unit", ""), range);
    }

    private static Target target(TomlSection section, List<String> schemaMissing) {
        String name = section.text("name");
        Target plain = new Target(name);
        boolean custom = section.has("positive");
        return new Target(
                name,
                section.text("column", name),
                section.texts("positive", plain.positive()),
                section.texts("negative", custom ? List.of() : plain.negative()),
                section.texts("uncertain", custom ? List.of() : plain.uncertain()),
                section.texts("missing", schemaMissing),
                section.optionalText("separator"));
    }

    static String write(Schema schema) {
        StringBuilder out = new StringBuilder("version = 1\n");
        line(out, "table", schema.table());
        line(out, "case", schema.caseKey());
        schema.groupKey().ifPresent(group -> line(out, "group", group));
        for (Modality modality : schema.modalities()) {
            out.append("\n[[modality]]\n");
            line(out, "name", modality.name());
            if (modality instanceof ImageModality image) {
                line(out, "kind", "image");
                line(out, "column", image.column());
                line(out, "root", image.root());
                list(out, "missing", image.missing(), TableModality.MISSING);
                if (schema.costs().containsKey(image.name())) {
                    out.append("cost = ").append(schema.cost(image.name())).append('\n');
                }
            } else if (modality instanceof TableModality table) {
                line(out, "kind", "table");
                list(out, "missing", table.missing(), TableModality.MISSING);
                if (table.implausible() != Implausible.KEEP) {
                    line(out, "implausible", table.implausible().word());
                }
                out.append("features = [\n");
                table.features().forEach(feature -> out.append("  ")
                        .append(feature(feature, cost(schema, feature)))
                        .append(",\n"));
                out.append("]\n");
            }
        }
        schema.targets().forEach(target -> target(out, target));
        return out.toString();
    }

    private static String cost(Schema schema, Feature feature) {
        return schema.costs().containsKey(feature.name()) ? ", cost = " + schema.cost(feature.name()) : "";
    }

    private static String feature(Feature feature, String cost) {
        String head = "{ name = " + TomlText.quoted(feature.name())
                + (feature.column().equals(feature.name()) ? "" : ", column = " + TomlText.quoted(feature.column()));
        if (feature instanceof Categorical categorical) {
            return head + ", kind = \"categorical\", levels = " + TomlText.quoted(categorical.levels()) + cost + " }";
        }
        Numeric numeric = (Numeric) feature;
        return head + ", kind = \"numeric\""
                + (numeric.unit().isEmpty() ? "" : ", unit = " + TomlText.quoted(numeric.unit()))
                + numeric.range()
                        .map(r -> ", range = [" + r.low() + ", " + r.high() + "]")
                        .orElse("")
                + cost
                + " }";
    }

    private static void target(StringBuilder out, Target target) {
        Target plain = new Target(target.name());
        out.append("\n[[target]]\n");
        line(out, "name", target.name());
        if (!target.column().equals(target.name())) {
            line(out, "column", target.column());
        }
        if (!target.positive().equals(plain.positive())
                || !target.negative().equals(plain.negative())
                || !target.uncertain().equals(plain.uncertain())) {
            out.append("positive = ").append(TomlText.quoted(target.positive())).append('\n');
            out.append("negative = ").append(TomlText.quoted(target.negative())).append('\n');
            out.append("uncertain = ")
                    .append(TomlText.quoted(target.uncertain()))
                    .append('\n');
        }
        list(out, "missing", target.missing(), TableModality.MISSING);
        target.separator().ifPresent(separator -> line(out, "separator", separator));
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(" = ").append(TomlText.quoted(value)).append('\n');
    }

    private static void list(StringBuilder out, String key, List<String> values, List<String> usual) {
        if (!values.equals(usual)) {
            out.append(key).append(" = ").append(TomlText.quoted(values)).append('\n');
        }
    }
}
