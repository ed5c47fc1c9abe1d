package org.gapwise.data.table;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.gapwise.core.toml.Spelling;

/** The bare cells of columns that a person names, in addition to the schema's: parts, times. */
public final class Columns {

    private final Table table;

    private Columns(Table table) {
        this.table = table;
    }

    /** Reads these columns; one that is not there, or not only once, is a {@link ConfigException}. */
    public static Columns read(TableSource source, Collection<String> names) {
        Set<String> wanted = Set.copyOf(names);
        Table table = source.file().read(source.limits(), wanted::contains);
        Problems problems = new Problems();
        for (String name : names.stream().distinct().toList()) {
            int count = table.columns(name).size();
            if (count != 1) {
                problems.add(
                        count == 0
                                ? "there is no column \"" + name + "\"."
                                : "column \"" + name + "\" stands there " + count + " times.",
                        table.file() + ", header",
                        count == 0
                                ? Spelling.didYouMean(
                                        name, table.header().stream().distinct().toList())
                                : "Rename or remove all but one.");
            }
        }
        problems.throwIfAny(ConfigException::new);
        return new Columns(table);
    }

    /** All column names of the table. */
    public static List<String> header(TableSource source) {
        return source.file().read(source.limits(), name -> false).header();
    }

    /** The cells of a column that was asked for, trimmed, one a row. */
    public List<String> cells(String name) {
        return table.cells(table.columns(name).get(0)).stream().map(Cell::trim).toList();
    }

    /** Names a cell for a message. */
    public String where(int row, String name) {
        return table.where(row, name);
    }

    /** Names a column for a message. */
    public String where(String name) {
        return table.where(name);
    }
}
