package org.gapwise.evaluate.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.file.AtomicFile;

/**
 * One self-contained page.
 *
 * @param title what was judged
 * @param subtitle one sentence about it
 * @param headline what a reader should take away, drawn on top
 */
public record Report(String title, String subtitle, Optional<Headline> headline, List<Section> sections) {

    /** Nothing may be loaded and nothing may run, even if something slipped in. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public Report {
        sections = List.copyOf(sections);
    }

    /** A page without a headline. */
    public static Report of(String title, String subtitle, List<Section> sections) {
        return new Report(title, subtitle, Optional.empty(), sections);
    }

    /** Writes whole or not at all. */
    public void write(Path file) {
        AtomicFile.write(file, html());
    }

    public String html() {
        Html out = new Html();
        out.open("html", "lang", "en");
        head(out);
        out.open("body");
        out.open("header").leaf("p", "Gapwise", "class", "brand").leaf("h1", title);
        out.leaf("p", subtitle, "class", "subtitle").close();
        headline.ifPresent(h -> h.write(out));
        contents(out);
        out.open("main");
        sections.forEach(section -> section(out, section));
        out.close();
        out.open("footer")
                .leaf("p", "Made by Gapwise. This file is complete in itself: it loads nothing and runs nothing.")
                .close();
        return out.close().close().page();
    }

    private void head(Html out) {
        out.open("head").mark("meta", "charset", "utf-8");
        out.mark("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        out.mark("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.mark("meta", "name", "color-scheme", "content", "light dark");
        out.leaf("title", title + " \u00b7 Gapwise");
        out.leaf("style", Style.CSS).close();
    }

    private void contents(Html out) {
        if (sections.size() < 3) {
            return;
        }
        out.open("nav", "aria-label", "Contents").open("ol");
        for (Section section : sections) {
            out.open("li")
                    .leaf("a", section.title(), "href", "#" + section.id())
                    .close();
        }
        out.close().close();
    }

    private static void section(Html out, Section section) {
        out.open("section", "id", section.id(), "aria-labelledby", section.id() + "-title");
        out.open("div", "class", "margin").leaf("h2", section.title(), "id", section.id() + "-title");
        if (!section.lead().isEmpty()) {
            out.leaf("p", section.lead(), "class", "lead");
        }
        out.close().open("div", "class", "body");
        section.body(out);
        out.close().close();
    }

    /** The style sheet; it has no quotes or angle brackets, so escaping leaves it as it is. */
    private static final class Style {

        static final String CSS = read();

        private static String read() {
            try (InputStream in = Report.class.getResourceAsStream("report.css")) {
                if (in == null) {
                    throw new IllegalStateException("report.css is not in the jar");
                }
                String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (css.chars().anyMatch(c -> "<>&\"'".indexOf(c) >= 0)) {
                    throw new IllegalStateException("report.css holds a character that markup escapes");
                }
                return css;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
