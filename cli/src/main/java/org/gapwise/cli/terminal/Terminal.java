package org.gapwise.cli.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gapwise.core.Progress;

/** Where a command answers (standard output) and where it tells what it is doing (standard error). */
public final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final Progress progress;

    private Terminal(PrintStream out, PrintStream err, Progress progress) {
        this.out = out;
        this.err = err;
        this.progress = progress;
    }

    /** The streams of this process, always in UTF-8. */
    public static Terminal standard() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Progress progress = watched() ? new Bar(err, System::nanoTime) : new MinuteLines(err, System::nanoTime);
        return new Terminal(out, err, progress);
    }

    /** Draws a bar when a person watches, else writes a line a minute. */
    public Progress progress() {
        return progress;
    }

    /** Tells something that is not the answer. */
    public void say(String line) {
        if (progress instanceof Bar bar) {
            bar.above(line);
        } else {
            err.println(line);
        }
    }

    /** Answers; a line break is added where there is none. */
    public void answer(String text) {
        out.print(text.endsWith("\n") ? text : text + "\n");
        out.flush();
    }

    /** Whether standard error is a screen. The launcher knows and says so; Java can tell of standard output only. */
    private static boolean watched() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        return Boolean.getBoolean("gapwise.terminal")
                || device(Path.of("/proc/self/fd/2"))
                        .filter(name -> name.startsWith("/dev/pts/") || name.startsWith("/dev/tty"))
                        .isPresent();
    }

    private static Optional<String> device(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            // Unknown counts as not a screen: a log without bars is always readable.
            return Optional.empty();
        }
    }
}
