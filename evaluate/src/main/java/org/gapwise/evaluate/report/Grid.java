package org.gapwise.evaluate.report;

import java.util.List;
import java.util.Set;
import org.gapwise.core.metrics.Estimate;

/**
 * A table with a caption that scrolls sideways by itself on a narrow screen.
 *
 * @param words columns of words or pictures; the others hold figures and stand at the right
 */
public record Grid(String caption, List<String> head, Set<Integer> words) {

    public Grid {
        head = List.copyOf(head);
        words = Set.copyOf(words);
    }

    /** Names in the first column, figures in the others. */
    public Grid(String caption, List<String> head) {
        this(caption, head, Set.of(0));
    }

    /** Opens the table and its body; rows follow. */
    public void open(Html out) {
        out.open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", caption);
        out.open("table").leaf("caption", caption).open("thead").open("tr");
        for (int i = 0; i < head.size(); i++) {
            out.leaf("th", head.get(i), "scope", "col", "class", words.contains(i) ? "word" : "num");
        }
        out.close().close().open("tbody");
    }

    public void close(Html out) {
        out.close().close().close();
    }

    /** A cell with the value and, below it, the interval. */
    public static void estimate(Html out, Estimate estimate) {
        out.open("td", "class", estimate.defined() ? "num" : "num none");
        out.leaf("span", Figures.value(estimate), "class", "value");
        String interval = Figures.interval(estimate);
        if (!interval.isEmpty()) {
            out.leaf("span", interval, "class", "interval");
        }
        out.close();
    }

    public static void number(Html out, String text) {
        out.leaf("td", text, "class", "num");
    }
}
