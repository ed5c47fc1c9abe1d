package org.gapwise.data.draft;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.gapwise.core.toml.Spelling;
import org.gapwise.data.table.Table;

/**
 * Which column is the case key, the group, the pictures and the targets.
 *
 * @param targets by column
 */
record Roles(
        Optional<Profile> key,
        Optional<Profile> group,
        Optional<ImageDraft> images,
        Map<String, List<TargetDraft>> targets,
        boolean targetsGuessed) {

    private static final Pattern KEY = Pattern.compile("(?i)(.*[ _])?(id|key|index|case|study|no|number|nr|uid)|.*id");
    private static final Pattern FILE = Pattern.compile("(?i).*(file|image|path|url|link).*");
    private static final Pattern GROUP = Pattern.compile(
            "(?i)(patient|subject|person|lesion|participant|individual|mrn|pid|pat)([ _]*(id|no|nr|number|key))?");
    private static final Pattern TARGET = Pattern.compile("(?i)(.*["
            + " _])?(label|labels|target|outcome|class|diagnosis|dx|disease|finding|findings|status|num|mortality|"
            + "death|died|hospdead|survival|diabetes|y)");

    static Roles of(DraftRequest request, Table table, List<Profile> columns, Path tableFolder) {
        requireColumns(request, table);
        Optional<Profile> group = request.group().isPresent()
                ? named(columns, request.group().get())
                : columns.stream()
                        .filter(c ->
                                GROUP.matcher(c.name()).matches() && c.filled() == c.rows() && c.distinct() < c.rows())
                        .findFirst();
        Optional<ImageDraft> images = request.images().isPresent()
                ? named(columns, request.images().get()).map(c -> ImageDraft.of(c, tableFolder))
                : ImageDraft.best(columns, tableFolder);
        Optional<Profile> key = key(columns, group, images);
        return new Roles(
                key,
                group,
                images,
                targets(request, columns, List.of(key, group)),
                request.targets().isEmpty());
    }

    private static void requireColumns(DraftRequest request, Table table) {
        Problems problems = new Problems();
        List<String> asked = new ArrayList<>(request.targets());
        asked.addAll(request.leftOut());
        request.images().ifPresent(asked::add);
        request.group().ifPresent(asked::add);
        for (String column : asked) {
            int count = table.columns(column).size();
            if (count != 1) {
                String hint = count > 1
                        ? "Rename or remove all but one."
                        : Spelling.didYouMean(
                                column, table.header().stream().distinct().toList());
                problems.add(
                        count == 0
                                ? "there is no column \"" + column + "\"."
                                : "column \"" + column + "\" stands there " + count + " times.",
                        table.file() + ", header",
                        hint.isEmpty() ? "The table has: " + String.join(", ", table.header()) + "." : hint);
            }
        }
        problems.throwIfAny(ConfigException::new);
    }

    private static Optional<Profile> named(List<Profile> columns, String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private static Optional<Profile> key(List<Profile> columns, Optional<Profile> group, Optional<ImageDraft> images) {
        return columns.stream()
                .filter(c -> c.distinct() == c.rows() && c.filled() == c.rows())
                .filter(c -> group.isEmpty() || !group.get().name().equals(c.name()))
                .filter(c -> c.wholeNumbers() || !c.words().isEmpty())
                .min(Comparator.comparingInt((Profile c) -> {
                    boolean picture =
                            images.isPresent() && images.get().column().isNamed(c.name());
                    return picture || FILE.matcher(c.name()).matches()
                            ? 2
                            : KEY.matcher(c.name()).matches() || c.name().isEmpty() ? 0 : 1;
                }));
    }

    private static Map<String, List<TargetDraft>> targets(
            DraftRequest request, List<Profile> columns, List<Optional<Profile>> taken) {
        Map<String, List<TargetDraft>> targets = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (String name : request.targets()) {
            Profile column = named(columns, name).orElseThrow();
            List<TargetDraft> drafts = TargetDraft.of(column);
            if (drafts.isEmpty()) {
                problems.add(
                        "column \"" + name + "\" cannot be a target: it has " + column.distinct()
                                + " different values, not a few answers.",
                        request.table(),
                        "Name a column of answers (1/0, yes/no, a few classes, or lists of findings).");
            }
            targets.put(name, drafts);
        }
        problems.throwIfAny(ConfigException::new);
        return targets.isEmpty() ? guessed(request, columns, taken) : targets;
    }

    private static Map<String, List<TargetDraft>> guessed(
            DraftRequest request, List<Profile> columns, List<Optional<Profile>> taken) {
        List<Profile> possible = columns.stream()
                .filter(c ->
                        taken.stream().noneMatch(t -> t.isPresent() && t.get().isNamed(c.name())))
                .filter(c -> !c.name().isEmpty() && !TargetDraft.of(c).isEmpty())
                .toList();
        Optional<Profile> chosen = possible.stream()
                .filter(c -> TARGET.matcher(c.name().toLowerCase(Locale.ROOT)).matches())
                .findFirst()
                .or(() -> possible.isEmpty() ? Optional.empty() : Optional.of(possible.get(possible.size() - 1)));
        if (chosen.isEmpty()) {
            throw new ConfigException(
                    "no column looks like something to predict.",
                    request.table(),
                    "Name the columns to predict with --targets.");
        }
        return Map.of(chosen.get().name(), TargetDraft.of(chosen.get()));
    }
}
