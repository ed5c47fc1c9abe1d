package org.gapwise.evaluate.report.study;

import java.util.List;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.report.Section;

/** A section of tables, pictures and sentences, all of which can be written as files of their own. */
record Chapter(String id, String title, String lead, List<Part> parts) implements Section {

    Chapter {
        parts = List.copyOf(parts);
    }

    @Override
    public void body(Html out) {
        if (parts.isEmpty()) {
            out.leaf("p", "Not measured in this study.", "class", "note");
        }
        parts.forEach(part -> part.write(out));
    }
}
