package org.gapwise.data.draft;

import java.util.List;
import java.util.stream.Collectors;

/** Texts and comments as TOML wants them. */
final class TomlText {

    private static final int WIDEST = 240;

    private TomlText() {}

    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7F) {
                out.append(String.format("\\u%04X", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }

    static String list(List<String> texts) {
        return texts.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A remark after a line; text from the table cannot break out of it. */
    static String comment(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.isEmpty() ? "" : "   # " + (line.length() > WIDEST ? line.substring(0, WIDEST) + "..." : line);
    }
}
