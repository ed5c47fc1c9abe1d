package org.gapwise.evaluate.report;

/** A part of a report. Implementations are records of results; write your own to add to a page. */
public interface Section {

    /** Anchor within the page: lower-case letters and hyphens. */
    String id();

    String title();

    /** One or two sentences beside the title: what is shown and how to read it. */
    String lead();

    /** Writes everything below the title. */
    void body(Html out);
}
