package org.gapwise.evaluate.report.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gapwise.evaluate.report.Report;

/**
 * The light style of the page for pictures that stand alone. Colors are written out: programs that set papers do not
 * know custom properties.
 */
final class PictureStyle {

    static final String CSS = read();

    private PictureStyle() {}

    private static String read() {
        try (InputStream in = Report.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is not in the jar");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rules about pictures from the style sheet, one rule or several a line, with the first values of its variables. */
    static String of(String css) {
        Map<String, String> colors = new LinkedHashMap<>();
        Matcher variable = Pattern.compile("--([a-z0-9]+): ([^;]+);").matcher(css);
        while (variable.find()) {
            colors.putIfAbsent(variable.group(1), variable.group(2));
        }
        String rules = css.lines()
                .takeWhile(line -> !line.startsWith("@media (max"))
                .filter(line -> line.startsWith("svg ") || line.matches("\\.(line|band|dot|best|ref)\\..*"))
                .collect(Collectors.joining("\n"));
        for (Map.Entry<String, String> color : colors.entrySet()) {
            rules = rules.replace("var(--" + color.getKey() + ")", color.getValue());
        }
        return "svg { font-family: Helvetica, Arial, sans-serif; background: #fff }\n" + rules;
    }
}
