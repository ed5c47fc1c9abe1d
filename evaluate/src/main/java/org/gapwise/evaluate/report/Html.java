package org.gapwise.evaluate.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes markup that is both HTML and well-formed XML. Every text and attribute value is escaped; there is no way to
 * write raw markup.
 */
public final class Html {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
    private static final Set<String> BLOCKS = Set.of(
            "html", "head", "body", "main", "header", "footer", "nav", "section", "figure", "table", "thead", "tbody",
            "tr", "div", "ul", "ol", "dl", "h1", "h2", "h3", "p", "li", "style", "svg");
    private static final Set<String> EMPTY = Set.of("meta", "br", "img", "hr");
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes name, value, name, value ...
     */
    public Html open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element opened last. */
    public Html close() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (BLOCKS.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    public Html text(String text) {
        escape(text);
        return this;
    }

    /** An element that holds nothing but a text. */
    public Html leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** An element that holds nothing. */
    public Html mark(String tag, String... attributes) {
        start(tag, attributes);
        out.append(EMPTY.contains(tag) || inSvg() ? "/>" : "></" + tag + ">");
        return this;
    }

    /** The page; everything must be closed. */
    String page() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open + " left open");
        }
        return out.toString();
    }

    /** A picture as a file of its own, from one svg element written here and the style it needs. */
    public String picture(String style) {
        String svg = page().substring("<!DOCTYPE html>\n".length());
        int end = svg.indexOf('>') + 1;
        return svg.substring(0, end).replaceFirst("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"") + "<style>"
                + style + "</style>" + svg.substring(end);
    }

    private boolean inSvg() {
        return open.contains("svg");
    }

    private void start(String tag, String... attributes) {
        name(tag);
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            name(attributes[i]);
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private static void name(String name) {
        if (!NAME.matcher(name).matches() || name.startsWith("on") || name.equals("script")) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of an element or attribute here");
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(legal(c) ? c : REPLACEMENT);
            }
        });
    }

    /** XML 1.0 has no place for most control characters and for halves of surrogate pairs. */
    private static boolean legal(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c >= 0x7F && c < 0xA0;
        boolean half = c >= 0xD800 && c <= 0xDFFF;
        // Overrides of the writing direction can make a text read as another.
        boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return !control && !half && !direction && c != 0xFFFE && c != 0xFFFF;
    }
}
