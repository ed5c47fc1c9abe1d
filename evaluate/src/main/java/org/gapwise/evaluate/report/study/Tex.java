package org.gapwise.evaluate.report.study;

/** Text for LaTeX: nothing in it is a command. */
final class Tex {

    private Tex() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> out.append('\\').append((char) c);
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '<' -> out.append("\\textless{}");
                case '>' -> out.append("\\textgreater{}");
                case '\u2212' -> out.append("$-$");
                case '\u00b1' -> out.append("$\\pm$");
                case '\u00a0' -> out.append('~');
                case '\u2013' -> out.append("--");
                case '\u2026' -> out.append("\\ldots{}");
                case '\u201c' -> out.append("``");
                case '\u201d' -> out.append("''");
                default -> out.appendCodePoint(c < ' ' ? ' ' : c);
            }
        });
        return out.toString();
    }
}
