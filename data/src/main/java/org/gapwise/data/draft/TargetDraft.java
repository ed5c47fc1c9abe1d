package org.gapwise.data.draft;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gapwise.data.table.Cell;

/** One target as guessed: the lines of its section, and which rows it calls positive and negative. */
record TargetDraft(Marks marks, List<String> lines, String remark) {

    private static final Set<String> YES = Set.of(
            "1",
            "1.0",
            "y",
            "yes",
            "true",
            "t",
            "positive",
            "pos",
            "present",
            "abnormal",
            "malignant",
            "case",
            "dead",
            "died",
            "deceased",
            "ckd");
    private static final Set<String> NO = Set.of(
            "0",
            "0.0",
            "n",
            "no",
            "false",
            "f",
            "negative",
            "neg",
            "absent",
            "not_present",
            "normal",
            "benign",
            "control",
            "alive",
            "survived",
            "notckd");
    private static final int MOST_VALUES = 20;
    private static final int LEAST_ROWS = 2;

    /** Rows by answer. */
    record Marks(String name, BitSet positive, BitSet negative) {}

    /** Drafts the targets of one column; none when its cells are no answers. */
    static List<TargetDraft> of(Profile column) {
        if (column.distinct() < 2) {
            return List.of();
        }
        List<String> values = List.copyOf(column.counts().keySet());
        if (plain(values)) {
            return List.of(new TargetDraft(
                    marks(column.name(), column, List.of("1", "1.0"), List.of("0", "0.0")),
                    List.of(),
                    "1 is yes, 0 no" + (values.stream().anyMatch(v -> v.startsWith("-1")) ? ", -1 uncertain" : "")));
        }
        List<String> few = values.size() > MOST_VALUES ? List.of() : values;
        List<String> yes = few.stream().filter(v -> YES.contains(plainWord(v))).toList();
        List<String> no = few.stream().filter(v -> NO.contains(plainWord(v))).toList();
        if (!yes.isEmpty() && !no.isEmpty() && column.rowsOf(yes) + column.rowsOf(no) >= 0.8 * column.filled()) {
            return List.of(answers(column, yes, no));
        }
        if (values.size() == 2) {
            return List.of(answers(column, values.subList(1, 2), values.subList(0, 1)));
        }
        String separator = separator(column);
        if (!separator.isEmpty()) {
            return listed(column, separator);
        }
        if (column.words().isEmpty()) {
            return graded(column, values);
        }
        if (values.size() > MOST_VALUES) {
            return List.of();
        }
        return values.stream()
                .filter(v -> column.rowsOf(List.of(v)) >= LEAST_ROWS)
                .map(v -> oneOf(column, v))
                .toList();
    }

    private static String plainWord(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("^['\"]|['\"]$", "");
    }

    private static boolean plain(List<String> values) {
        return values.stream().allMatch(v -> v.matches("1|1\\.0|0|0\\.0|-1|-1\\.0"))
                && values.stream().anyMatch(v -> v.startsWith("1"))
                && values.stream().anyMatch(v -> v.startsWith("0"));
    }

    private static TargetDraft answers(Profile column, List<String> yes, List<String> no) {
        List<String> rest = column.counts().keySet().stream()
                .filter(v -> !yes.contains(v) && !no.contains(v))
                .toList();
        List<String> lines =
                new ArrayList<>(List.of("positive = " + TomlText.list(yes), "negative = " + TomlText.list(no)));
        if (!rest.isEmpty()) {
            List<String> missing = Stream.concat(
                            Stream.concat(Stream.of(""), column.missing().keySet().stream()), rest.stream())
                    .toList();
            lines.add("missing = " + TomlText.list(missing) + "   # taken as not annotated: list as `uncertain` if so");
        }
        return new TargetDraft(marks(column.name(), column, yes, no), lines, "check which answer is the positive one");
    }

    private static List<TargetDraft> graded(Profile column, List<String> values) {
        if (values.size() > MOST_VALUES || !column.wholeNumbers()) {
            return List.of();
        }
        List<String> no =
                values.stream().filter(v -> Cell.number(v).orElse(1) == 0).toList();
        List<String> yes = values.stream().filter(v -> !no.contains(v)).sorted().toList();
        if (no.isEmpty()) {
            return List.of();
        }
        TargetDraft grades = answers(column, yes, no);
        return List.of(new TargetDraft(
                grades.marks, grades.lines, "grades: everything but 0 is taken as yes; keep those you mean"));
    }

    private static TargetDraft oneOf(Profile column, String value) {
        String name = column.name() + ": " + value;
        BitSet positive = new BitSet();
        BitSet negative = new BitSet();
        for (int row = 0; row < column.rows(); row++) {
            String text = column.cells().get(row);
            positive.set(row, text.equals(value));
            negative.set(row, !text.isEmpty() && !text.equals(value));
        }
        return new TargetDraft(
                new Marks(name, positive, negative),
                List.of("column = " + TomlText.quoted(column.name()), "positive = " + TomlText.list(List.of(value))),
                "one of several values; put values that belong together into one target");
    }

    private static List<TargetDraft> listed(Profile column, String separator) {
        Profile parts = parts(column, separator);
        List<TargetDraft> drafts = new ArrayList<>();
        for (String part : parts.counts().keySet()) {
            if (parts.rowsOf(List.of(part)) >= LEAST_ROWS && drafts.size() < 5 * MOST_VALUES) {
                BitSet positive = new BitSet();
                BitSet negative = new BitSet();
                for (int row = 0; row < column.rows(); row++) {
                    List<String> here = split(column.cells().get(row), separator);
                    positive.set(row, here.contains(part));
                    negative.set(row, !here.isEmpty() && !here.contains(part));
                }
                drafts.add(new TargetDraft(
                        new Marks(part, positive, negative),
                        List.of(
                                "column = " + TomlText.quoted(column.name()),
                                "positive = " + TomlText.list(List.of(part)),
                                "separator = " + TomlText.quoted(separator)),
                        "in " + parts.rowsOf(List.of(part)) + " rows"));
            }
        }
        return drafts;
    }

    /** What stands between the values of a cell that lists several, or an empty text. */
    private static String separator(Profile column) {
        for (String candidate : List.of("|", ";", ",")) {
            long lists = column.counts().keySet().stream()
                    .filter(text -> text.contains(candidate))
                    .count();
            Profile parts = parts(column, candidate);
            if (lists >= 2 && parts.distinct() < column.distinct() && parts.distinct() <= 5 * MOST_VALUES) {
                return candidate;
            }
        }
        return "";
    }

    private static Profile parts(Profile column, String separator) {
        return Profile.of(
                column.name(),
                column.cells().stream()
                        .flatMap(cell -> split(cell, separator).stream())
                        .toList());
    }

    private static List<String> split(String cell, String separator) {
        return Stream.of(cell.split(Pattern.quote(separator)))
                .map(Cell::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static Marks marks(String name, Profile column, List<String> yes, List<String> no) {
        BitSet positive = new BitSet();
        BitSet negative = new BitSet();
        for (int row = 0; row < column.rows(); row++) {
            positive.set(row, yes.contains(column.cells().get(row)));
            negative.set(row, no.contains(column.cells().get(row)));
        }
        return new Marks(name, positive, negative);
    }
}
