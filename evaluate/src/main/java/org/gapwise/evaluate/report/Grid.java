package org.gapwise.evaluate.report;

import java.util.List;
import org.gapwise.core.metrics.Estimate;

/** A table with a caption that scrolls sideways by itself on a narrow screen. */
record Grid(String caption, List<String> head) {

    Grid {
        head = List.copyOf(head);
    }

    /** Opens the table and its body; rows follow. */
    void open(Html out) {
        out.open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", caption);
        out.open("table").leaf("caption", caption).open("thead").open("tr");
        for (int i = 0; i < head.size(); i++) {
            out.leaf("th", head.get(i), "scope", "col", "class", i == 0 ? "" : "num");
        }
        out.close().close().open("tbody");
    }

    void close(Html out) {
        out.close().close().close();
    }

    /** A cell with the value and, below it, the interval. */
    static void estimate(Html out, Estimate estimate) {
        out.open("td", "class", estimate.defined() ? "num" : "num none");
        out.leaf("span", Figures.value(estimate), "class", "value");
        String interval = Figures.interval(estimate);
        if (!interval.isEmpty()) {
            out.leaf("span", interval, "class", "interval");
        }
        out.close();
    }

    static void number(Html out, String text) {
        out.leaf("td", text, "class", "num");
    }
}
