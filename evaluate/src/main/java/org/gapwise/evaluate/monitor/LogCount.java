package org.gapwise.evaluate.monitor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.monitor.Counting;
import org.gapwise.core.monitor.Entry;
import org.gapwise.core.monitor.Head;
import org.gapwise.core.monitor.Link;
import org.gapwise.core.monitor.LogReader;
import org.gapwise.core.monitor.ModelId;

/** Counts a log in windows, by model. */
final class LogCount {

    private final int size;
    private final Map<ModelId, Tally> models = new LinkedHashMap<>();
    private long lost;

    private LogCount(int size) {
        this.size = size;
    }

    /** The windows of one model, and the one that is still open. */
    static final class Tally {
        private final Entry.Opened opened;
        private final List<Window> windows = new ArrayList<>();
        private Counting counting;
        private Link first;
        private Link last;

        Tally(Entry.Opened opened, Link at) {
            this.opened = opened;
            counting = new Counting(opened.modalities());
            first = at;
            last = at;
        }

        Entry.Opened opened() {
            return opened;
        }

        List<Window> windows() {
            return windows;
        }

        /** Cases of the open window. */
        int waiting() {
            return counting.cases();
        }

        private void add(Link link, Entry.Answered answered, int size) {
            first = counting.cases() == 0 ? link : first;
            last = link;
            counting.had(answered.inputs());
            counting.said(answered.outputs());
            if (counting.cases() == size) {
                close();
            }
        }

        /** Closes the open window if it holds at least so many cases. */
        void closeFrom(int least) {
            if (counting.cases() >= least) {
                close();
            }
        }

        private void close() {
            windows.add(
                    new Window(first.number(), last.number(), first.time(), last.time(), counting.census(), List.of()));
            counting = new Counting(opened.modalities());
        }
    }

    /**
     * What was counted.
     *
     * @param lost lines that the log says it could not hold
     */
    record Result(LogReader.Reading reading, Map<ModelId, Tally> models, long lost) {}

    /** @param size of a window */
    static Result of(Path log, List<Head> anchors, int size) {
        LogCount count = new LogCount(size);
        LogReader.Reading reading = LogReader.read(log, anchors, count::add);
        return new Result(reading, count.models, count.lost);
    }

    private void add(Link link) {
        if (link.entry() instanceof Entry.Opened opened) {
            models.computeIfAbsent(opened.model(), model -> new Tally(opened, link));
        } else if (link.entry() instanceof Entry.Answered answered) {
            models.computeIfAbsent(
                            answered.model(),
                            model -> new Tally(new Entry.Opened(model, Map.of(), Optional.empty()), link))
                    .add(link, answered, size);
        } else if (link.entry() instanceof Entry.Lost gap) {
            lost += gap.lines();
        }
    }
}
