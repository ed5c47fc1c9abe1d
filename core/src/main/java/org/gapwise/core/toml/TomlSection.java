package org.gapwise.core.toml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of a TOML file. Each getter notes a problem and returns a stand-in when the value is absent or of the
 * wrong type, so that reading goes on and all problems are found; {@link TomlFile} throws them at the end.
 */
public final class TomlSection {

    private final TomlTable table;
    private final String path;
    private final String file;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    TomlSection(TomlTable table, String path, String file, Problems problems) {
        this.table = table;
        this.path = path;
        this.file = file;
        this.problems = problems;
    }

    /** A text that must be there. */
    public String text(String key) {
        return value(key, String.class, "text in quotes").orElseGet(() -> missing(key, "\"...\"", ""));
    }

    public String text(String key, String otherwise) {
        return value(key, String.class, "text in quotes").orElse(otherwise);
    }

    public Optional<String> optionalText(String key) {
        return value(key, String.class, "text in quotes");
    }

    /** A text out of a fixed set. */
    public String choice(String key, String otherwise, List<String> allowed) {
        String chosen = text(key, otherwise);
        if (!allowed.contains(chosen)) {
            problem(key, "\"" + chosen + "\" is not one of " + allowed + ".", Spelling.didYouMean(chosen, allowed));
            return otherwise;
        }
        return chosen;
    }

    public boolean flag(String key, boolean otherwise) {
        return value(key, Boolean.class, "true or false").orElse(otherwise);
    }

    /** A whole number of at least {@code least}. */
    public int whole(String key, int otherwise, int least) {
        long number = value(key, Long.class, "a whole number").orElse((long) otherwise);
        if (number < least || number > Integer.MAX_VALUE) {
            problem(key, "is " + number + ", must be a whole number of at least " + least + ".", "");
            return otherwise;
        }
        return (int) number;
    }

    public long whole(String key, long otherwise) {
        return value(key, Long.class, "a whole number").orElse(otherwise);
    }

    /** A number in [low, high]. */
    public double number(String key, double otherwise, double low, double high) {
        double number = optionalNumber(key).orElse(otherwise);
        if (!(number >= low && number <= high)) {
            problem(key, "is " + number + ", must be between " + low + " and " + high + ".", "");
            return otherwise;
        }
        return number;
    }

    public Optional<Double> optionalNumber(String key) {
        return value(key, Number.class, "a number").map(Number::doubleValue);
    }

    public boolean has(String key) {
        known.add(key);
        return table.contains(List.of(key));
    }

    public List<String> texts(String key, List<String> otherwise) {
        return list(key, "text in quotes", value -> value instanceof String text ? text : null)
                .orElse(otherwise);
    }

    public Optional<List<Double>> numbers(String key) {
        return list(key, "numbers", value -> value instanceof Number number ? number.doubleValue() : null);
    }

    /** A sub-table, empty when absent. */
    public <T> T section(String key, Function<TomlSection, T> reader) {
        Optional<TomlTable> found = value(key, TomlTable.class, "a table [" + name(key) + "]");
        TomlSection section =
                new TomlSection(found.orElseGet(() -> org.tomlj.Toml.parse("")), name(key), file, problems);
        return section.readingWhole(() -> reader.apply(section));
    }

    /** An array of tables, empty when absent. */
    public <T> List<T> sections(String key, Function<TomlSection, T> reader) {
        List<T> read = new ArrayList<>();
        value(key, TomlArray.class, "tables [[" + name(key) + "]]").ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof TomlTable item) {
                    TomlSection section = new TomlSection(item, name(key) + "[" + (i + 1) + "]", file, problems);
                    read.add(section.readingWhole(() -> reader.apply(section)));
                } else {
                    problem(key, "item " + (i + 1) + " is not a table.", "Write [[" + name(key) + "]] or { ... }.");
                }
            }
        });
        return read;
    }

    /** Notes a problem with the value of a key; an empty fix becomes a general one. */
    public void problem(String key, String what, String fix) {
        problems.add("`" + name(key) + "` " + what, where(key), fix.isEmpty() ? "Correct the value." : fix);
    }

    /** Notes what a record's own check refused. */
    public <T> Optional<T> checked(String key, Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            problem(key, e.getMessage() + ".", "");
            return Optional.empty();
        }
    }

    <T> T readingWhole(Supplier<T> reader) {
        try {
            T value = reader.get();
            reportUnknown();
            return value;
        } catch (IllegalArgumentException e) {
            // A stand-in for a bad value may trip a later check: the first problem is the one to tell.
            if (problems.isEmpty()) {
                problems.add(e.getMessage() + ".", where(""), "Correct the value.");
            }
            throw new ConfigException(problems.list());
        }
    }

    private void reportUnknown() {
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                String hint = Spelling.didYouMean(key, List.copyOf(known));
                problem(key, "is unknown.", hint.isEmpty() ? "Known keys: " + String.join(", ", known) + "." : hint);
            }
        }
    }

    private <T> Optional<T> value(String key, Class<T> type, String expected) {
        known.add(key);
        Object value = table.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            problem(key, "must be " + expected + ".", "");
            return Optional.empty();
        }
        return Optional.of(type.cast(value));
    }

    private <T> Optional<List<T>> list(String key, String expected, Function<Object, @Nullable T> cast) {
        Optional<TomlArray> array = value(key, TomlArray.class, "a list [...]");
        if (array.isEmpty()) {
            return Optional.empty();
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < array.get().size(); i++) {
            T item = cast.apply(array.get().get(i));
            if (item == null) {
                problem(key, "item " + (i + 1) + " must be " + expected + ".", "");
            } else {
                items.add(item);
            }
        }
        return Optional.of(List.copyOf(items));
    }

    private <T> T missing(String key, String example, T standIn) {
        problems.add("`" + name(key) + "` is required.", where(""), "Add " + key + " = " + example + ".");
        return standIn;
    }

    private String name(String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }

    private String where(String key) {
        TomlPosition position =
                key.isEmpty() || !table.contains(List.of(key)) ? null : table.inputPositionOf(List.of(key));
        return position == null ? file : file + ", line " + position.line();
    }
}
