package org.gapwise.data.draft;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gapwise.core.schema.TableModality;
import org.gapwise.data.table.Table;

/** Writes schema.toml, a guess a line and the reason behind it. */
final class SchemaDraft {

    private static final Pattern LATE = Pattern.compile(
            "(?i).*(death|died|dead|surviv|discharge|charges|cost|outcome|autops|follow.?up).*|s?los|length.?of.?stay");

    private final Table table;
    private final Roles roles;
    private final Path folder;
    private final List<FeatureDraft> features;
    private final List<String> remarks = new ArrayList<>();

    SchemaDraft(Table table, List<Profile> columns, Roles roles, DraftRequest request) {
        this.table = table;
        this.roles = roles;
        this.folder = request.folder().toAbsolutePath().normalize();
        List<TargetDraft.Marks> marks = roles.targets().values().stream()
                .flatMap(List::stream)
                .map(TargetDraft::marks)
                .toList();
        this.features = columns.stream()
                .filter(column -> !isTaken(column))
                .map(column -> request.leftOut().contains(column.name())
                        ? FeatureDraft.of(column).leftOut("left out as asked for")
                        : feature(column, marks))
                .toList();
    }

    private boolean isTaken(Profile column) {
        return roles.targets().containsKey(column.name())
                || roles.key().filter(k -> k.isNamed(column.name())).isPresent()
                || roles.group().filter(g -> g.isNamed(column.name())).isPresent()
                || roles.images().filter(i -> i.column().isNamed(column.name())).isPresent();
    }

    private static FeatureDraft feature(Profile column, List<TargetDraft.Marks> targets) {
        FeatureDraft draft = FeatureDraft.of(column);
        if (column.name().isEmpty()) {
            return draft.leftOut("the column has no name");
        }
        if (ImageDraft.looksLikeOne(column)) {
            return draft.leftOut("names of picture files");
        }
        if (draft.entry().isEmpty()) {
            return draft;
        }
        Optional<String> leak = Leak.suspicion(column, targets);
        if (leak.isPresent()) {
            return draft.leftOut(
                    leak.get() + ": is it the answer in another form? Known before the answer, it may stay");
        }
        FeatureDraft told = LATE.matcher(column.name()).matches()
                ? draft.remarked("by its name known late: leave it out unless it is known before the outcome;")
                : draft;
        return told.isCategorical()
                ? Leak.pureLevel(column, targets).map(told::remarked).orElse(told)
                : told;
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    String text(String tablePath) {
        StringBuilder out = new StringBuilder("# Drafted from " + table.rows() + " rows and "
                + table.header().size() + " columns. Everything here is a guess: read it, correct it.\n");
        out.append("version = 1\ntable = ").append(TomlText.quoted(tablePath)).append('\n');
        keys(out);
        missing(out);
        features(out);
        images(out);
        targets(out);
        return out.toString();
    }

    private void keys(StringBuilder out) {
        if (roles.key().isPresent()) {
            line(out, "case", roles.key().get().name(), "different in every row");
        } else {
            line(out, "case", "#row", "no column differs in every row: the row number is the key");
            remarks.add("No column has a different value in every row: the row number is the case key.");
        }
        if (roles.group().isPresent()) {
            Profile group = roles.group().get();
            line(
                    out,
                    "group",
                    group.name(),
                    group.distinct() + " groups; none is ever split between training and test");
        } else {
            out.append("# group = \"...\"   # if a patient has several rows, name the patient's column here\n");
            remarks.add("No group: if a patient can have several rows, set `group`, or results will be too good.");
        }
    }

    private void missing(StringBuilder out) {
        Set<String> all = new LinkedHashSet<>(TableModality.MISSING);
        features.stream().filter(f -> f.entry().isPresent()).forEach(f -> all.addAll(f.missing()));
        if (all.size() == TableModality.MISSING.size()) {
            return;
        }
        List<String> more = all.stream()
                .filter(text -> !TableModality.MISSING.contains(text))
                .toList();
        out.append("# how this table writes \"not measured\"; the last ")
                .append(more.size())
                .append(" were found in it\n");
        out.append("missing = ").append(TomlText.list(List.copyOf(all))).append('\n');
        remarks.add("Taken as \"not measured\": "
                + more.stream().map(TomlText::quoted).collect(Collectors.joining(", ")) + ".");
    }

    private void features(StringBuilder out) {
        List<FeatureDraft> used =
                features.stream().filter(f -> f.entry().isPresent()).toList();
        List<FeatureDraft> left =
                features.stream().filter(f -> f.entry().isEmpty()).toList();
        if (!used.isEmpty()) {
            out.append("\n[[modality]]\nname = ").append(TomlText.quoted(free("clinical")));
            out.append("\nkind = \"table\"\nfeatures = [\n");
            used.forEach(f -> out.append("  { ")
                    .append(f.entry().orElse(""))
                    .append(" },")
                    .append(TomlText.comment(f.remark()))
                    .append('\n'));
            out.append("]\n");
        }
        if (!left.isEmpty()) {
            out.append("# Left out:\n");
            left.forEach(f -> out.append("#   ")
                    .append(TomlText.quoted(f.column()))
                    .append(TomlText.comment(f.remark()).replaceFirst("^ *#", ":"))
                    .append('\n'));
            remarks.add(left.size() + " columns are left out; schema.toml says why.");
        }
    }

    private String free(String name) {
        boolean taken = features.stream().anyMatch(f -> f.column().equals(name));
        return taken ? free(name + "_") : name;
    }

    private void images(StringBuilder out) {
        if (roles.images().isEmpty()) {
            return;
        }
        ImageDraft images = roles.images().get();
        out.append("\n[[modality]]\n");
        out.append("name = ").append(TomlText.quoted(free("image"))).append("\nkind = \"image\"\n");
        line(
                out,
                "column",
                images.column().name(),
                images.column().filled() + " rows name a picture, "
                        + images.column().missingShare() + "; empty = the case has none");
        String found = images.found() + " of the first " + images.tried() + " pictures are there";
        line(out, "root", Draft.relative(folder, images.root()), found);
        if (images.found() < images.tried()) {
            remarks.add("Pictures: " + found + "; check `root`.");
        }
    }

    private void targets(StringBuilder out) {
        if (roles.targetsGuessed()) {
            remarks.add("The target is a guess: name the columns to predict with --targets.");
        }
        for (List<TargetDraft> column : roles.targets().values()) {
            for (TargetDraft target : column) {
                out.append("\n[[target]]")
                        .append(TomlText.comment(target.remark()))
                        .append('\n');
                out.append("name = ").append(TomlText.quoted(target.marks().name()));
                out.append(TomlText.comment(target.marks().positive().cardinality() + " positive, "
                        + target.marks().negative().cardinality() + " negative of " + table.rows() + " rows"));
                out.append('\n');
                target.lines().forEach(text -> out.append(text).append('\n'));
            }
        }
    }

    private static void line(StringBuilder out, String key, String value, String remark) {
        out.append(key)
                .append(" = ")
                .append(TomlText.quoted(value))
                .append(TomlText.comment(remark))
                .append('\n');
    }
}
