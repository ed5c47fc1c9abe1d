package org.gapwise.core.monitor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a log of predictions in which each line holds the hash of the one before. One thread writes; nobody waits for it.
 * What cannot be written is counted, and the next line that can says how much it was. Which model is asked is not lost so:
 * it is told before the next line that is written, since no line about an answer can be read without it. Thread-safe.
 */
public final class PredictionLog implements Closeable {

    /** Bytes after which the next file begins. */
    static final long SEGMENT = 16L << 20;

    private static final int WAITING = 10_000;
    private static final int AT_ONCE = 1_000;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 200;

    private final Clock clock;
    private final ChainFile file;
    private final BlockingQueue<Timed> queue = new ArrayBlockingQueue<>(WAITING);
    /** That are asked and not told of yet: however full the queue is and however often writing fails. */
    private final Map<ModelId, Timed> models = new ConcurrentHashMap<>();

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong untold = new AtomicLong();
    private final Thread thread = new Thread(this::run, "prediction-log");
    private volatile boolean failing;
    private volatile boolean ending;

    private record Timed(String time, Entry entry) {}

    /**
     * How it is going.
     *
     * @param written lines since it was opened
     * @param lost lines that could not be written since then
     * @param failing whether the last attempt failed
     */
    public record State(long written, long lost, boolean failing) {}

    private PredictionLog(ChainFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Goes on with the log of a folder, or begins one. A last line that a crash cut is taken away; a folder that another
     * process writes to is a {@link org.gapwise.core.ConfigException}, and one whose end is not as it was written a
     * {@link org.gapwise.core.DataException}.
     */
    public static PredictionLog open(Path folder, Clock clock) {
        return open(folder, clock, SEGMENT);
    }

    static PredictionLog open(Path folder, Clock clock, long segment) {
        return new PredictionLog(ChainFile.open(folder, segment), clock);
    }

    /** Takes note; returns at once, whatever becomes of it. */
    public void note(Entry entry) {
        if (entry instanceof Entry.Opened opened) {
            models.put(opened.model(), new Timed(hour(), opened));
        } else if (ending || !queue.offer(new Timed(hour(), entry))) {
            lost.incrementAndGet();
            untold.incrementAndGet();
        }
    }

    /** Finer times could tell whose case it was. */
    private String hour() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'")
                .format(clock.instant().truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC));
    }

    public State state() {
        return new State(written.get(), lost.get(), failing);
    }

    private void run() {
        try {
            while (!ending || !queue.isEmpty()) {
                List<Timed> some = new ArrayList<>();
                Optional.ofNullable(queue.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                        .ifPresent(some::add);
                queue.drainTo(some, AT_ONCE);
                write(some);
            }
            write(List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Timed> some) {
        // Looked at after the queue: the model of an answer in it was there before the answer was.
        Map<ModelId, Timed> opened = Map.copyOf(models);
        if (some.isEmpty() && opened.isEmpty()) {
            return;
        }
        long gap = untold.getAndSet(0);
        try {
            if (gap > 0) {
                file.add(hour(), new Entry.Lost(gap));
            }
            for (Timed each : opened.values()) {
                file.add(each.time(), each.entry());
            }
            for (Timed each : some) {
                file.add(each.time(), each.entry());
            }
            file.flush();
            opened.forEach(models::remove);
            written.addAndGet(opened.size() + some.size());
            failing = false;
        } catch (IOException | RuntimeException e) {
            lost.addAndGet(some.size());
            untold.addAndGet(gap + some.size());
            failing = true;
        }
    }

    /** Ends after what it was told so far; waits for that some seconds at most. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
