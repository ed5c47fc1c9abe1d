package org.gapwise.core.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gapwise.core.DataException;
import org.gapwise.core.file.Sha256;

/** Reads a prediction log line by line and follows its chain. */
public final class LogReader {

    private static final String FIX =
            "Take the log from a copy; what comes after this line proves nothing about what was answered.";

    private final Path folder;
    private final Consumer<Link> reader;
    private Head at = Head.EMPTY;
    private long first;

    private LogReader(Path folder, Consumer<Link> reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /**
     * What was read.
     *
     * @param first number of the first line that is still there
     * @param head the last line
     */
    public record Reading(long first, Head head) {}

    /**
     * Hands every line to a reader, in order. The first that was changed, is missing or stands elsewhere is a
     * {@link DataException}; old files that were removed from the start are none, and {@link Reading#first} tells.
     *
     * @param anchors heads from before, that have to be in the log
     */
    public static Reading read(Path folder, List<Head> anchors, Consumer<Link> reader) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    "there is no such folder.", folder.toString(), "Give the folder of `gapwise serve --log`.");
        }
        // Before the lines: whoever writes meanwhile adds lines first.
        Head written = Segments.head(folder);
        LogReader self = new LogReader(folder, reader);
        List<Path> segments = Segments.in(folder);
        if (segments.isEmpty()) {
            throw new DataException("it holds no log.", folder.toString(), "Give the folder of `gapwise serve --log`.");
        }
        for (int i = 0; i < segments.size(); i++) {
            self.segment(segments.get(i), i == segments.size() - 1, anchors, written);
        }
        self.reached(written, "the log's own note of its end");
        anchors.forEach(anchor -> self.reached(anchor, "the anchor"));
        return new Reading(self.first, self.at);
    }

    private void segment(Path file, boolean last, List<Head> anchors, Head written) {
        String text = Segments.text(file);
        int from = 0;
        int line = 0;
        if (at.number() == 0 && first == 0) {
            at = new Head(Segments.first(file) - 1, Link.START);
        } else if (Segments.first(file) != at.number() + 1) {
            throw broken("lines are missing before it: line " + (at.number() + 1) + " is not there.", file.toString());
        }
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            line++;
            link(text.substring(from, end), file + ", line " + line, anchors, written);
            from = end + 1;
        }
        if (from < text.length() && !last) {
            throw broken("the line is cut.", file + ", line " + (line + 1));
        }
    }

    private void link(String text, String where, List<Head> anchors, Head written) {
        Link link = parse(text, where);
        boolean begins = first == 0;
        if (link.number() != at.number() + 1) {
            throw broken("it is line " + link.number() + ", and line " + (at.number() + 1) + " should follow.", where);
        }
        if (!link.previous().equals(at.hash()) && !(begins && link.number() > 1)) {
            throw broken(
                    "line " + at.number() + " was changed after it was written, or this one was: its hash is another.",
                    where);
        }
        first = begins ? link.number() : first;
        at = new Head(link.number(), Sha256.of(text));
        same(written, where);
        anchors.forEach(anchor -> same(anchor, where));
        reader.accept(link);
    }

    private static Link parse(String text, String where) {
        try {
            return Link.parse(text);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw broken("the line is none of a log.", where);
        }
    }

    private void same(Head known, String where) {
        if (known.number() == at.number() && !known.equals(at)) {
            throw broken("line " + at.number() + " was changed after it was written: its hash is another.", where);
        }
    }

    private void reached(Head known, String who) {
        if (known.number() > 0 && known.number() < first) {
            throw broken(
                    "it begins with line " + first + ", and " + who + " names line " + known.number() + ".",
                    folder.toString());
        }
        if (known.number() > at.number()) {
            throw broken(
                    "it was cut off: it ends with line " + at.number() + ", and " + who + " names line "
                            + known.number() + ".",
                    folder.toString());
        }
    }

    private static DataException broken(String what, String where) {
        return new DataException("the chain of the log is broken: " + what, where, FIX);
    }
}
