package org.gapwise.core.toml;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gapwise.core.ConfigException;

/** Writes the lines of a TOML file; what it writes, {@link TomlFile} reads back. */
public final class TomlText {

    private TomlText() {}

    /** A key whose value needs no quotes: a number, true or false. */
    public static String plain(String key, Object value) {
        return key + " = " + value + "\n";
    }

    public static String line(String key, String value) {
        return plain(key, quoted(value));
    }

    public static String line(String key, List<String> values) {
        return plain(key, quoted(values));
    }

    public static String quoted(List<String> values) {
        return values.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    public static String quoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /**
     * Changes from a command line, each as {@code section.key=value}, as TOML.
     *
     * @param bare values that stand as they are; all others are put in quotes
     * @param example of a change, for the message when one is none
     */
    public static String changes(List<String> changes, Pattern bare, String example) {
        StringBuilder toml = new StringBuilder();
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new ConfigException(
                        "\"" + change + "\" is not key=value.", "--set", "Write e.g. --set " + example + ".");
            }
            String value = change.substring(equals + 1).strip();
            boolean asItIs = bare.matcher(value).matches();
            toml.append(plain(change.substring(0, equals), asItIs ? value : "\"" + value + "\""));
        }
        return toml.toString();
    }
}
