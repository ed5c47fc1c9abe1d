package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.cli.terminal.Terminal;
import org.gapwise.core.ConfigException;
import org.gapwise.core.GapwiseException;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;
import org.gapwise.train.Interrupted;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command ends that does not end well: what is said, and the exit code. */
final class Failures {

    private static final int BUG = 1;
    private static final int USAGE = 2;
    private static final int INTERRUPTED = 130;
    private static final int FRAMES = 6;
    /** What the virtual machine makes of a failure that an initializer met before. */
    private static final Pattern WRAPPED = Pattern.compile("Exception [\\w.$]+: (.*) \\[in thread \".*\"\\]");

    private Failures() {}

    /** Something that picocli could not make sense of. */
    static int misused(ParameterException e, String[] args) {
        Terminal terminal = Terminal.standard();
        String message = String.valueOf(e.getMessage());
        StringWriter more = new StringWriter();
        UnmatchedArgumentException.printSuggestions(e, new PrintWriter(more, true));
        terminal.say((message + "\n" + more).strip());
        String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        terminal.say("See `" + help + "`.");
        if (Arrays.asList(args).contains(Common.JSON)) {
            answer(terminal, List.of(new Problem(message, "", "See `" + help + "`.")));
        }
        return USAGE;
    }

    /** Something that happened while a command ran. */
    static int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof ParameterException misuse) {
            return misused(misuse, parsed.originalArgs().toArray(String[]::new));
        }
        if (e instanceof Interrupted || ending()) {
            return INTERRUPTED;
        }
        Terminal terminal = Terminal.standard();
        List<String> args = parsed.originalArgs();
        boolean debug = args.contains(Common.DEBUG);
        if (debug) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            terminal.say(trace.toString());
        }
        Outcome outcome = outcome(e);
        terminal.say(outcome.message());
        if (args.contains(Common.JSON)) {
            answer(terminal, outcome.problems());
        }
        return outcome.exitCode();
    }

    /** Something that should never happen, or a machine that is too small. */
    static int broken(Error e) {
        String what = "this is a bug of ours: " + e.getClass().getName() + "\n" + frames(e);
        String fix = "Please report these lines; they hold nothing of your data.";
        if (e instanceof OutOfMemoryError) {
            what = "the memory is used up.";
            fix = "Set JAVA_TOOL_OPTIONS=-Xmx with more, e.g. -Xmx8g, or lower train.batch or vision.image_size.";
        } else if (e instanceof LinkageError) {
            what = "the engine's native libraries cannot be loaded: " + reason(e) + ".";
            fix = "See the README for the platforms there are, and check that ~/.javacpp has 500 MB of space.";
        }
        Terminal.standard().say(new Problem(what, "gapwise " + Version.text(), fix).toString());
        return BUG;
    }

    /** What the first failure said: those that follow from it only say that there was one, and on which thread. */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null && first.getCause().getMessage() != null) {
            first = first.getCause();
        }
        String said = String.valueOf(first.getMessage());
        Matcher wrapped = WRAPPED.matcher(said);
        return (wrapped.matches() ? wrapped.group(1) : said).replaceAll("\\.+$", "");
    }

    /** What is said on standard error, what on standard output, and the exit code. */
    private record Outcome(String message, List<Problem> problems, int exitCode) {}

    private static Outcome outcome(Exception e) {
        if (e instanceof GapwiseException ours) {
            return new Outcome(message(ours), ours.problems(), ours.exitCode());
        }
        IOException io = e instanceof UncheckedIOException unchecked
                ? unchecked.getCause()
                : e instanceof IOException checked ? checked : null;
        if (io != null) {
            GapwiseException world = unwritable(String.valueOf(e.getMessage()), io);
            return new Outcome(message(world), world.problems(), world.exitCode());
        }
        Problem bug = new Problem(
                "this is a bug of ours: " + e.getClass().getName() + "\n" + frames(e),
                "gapwise " + Version.text(),
                "Please report these lines; they hold nothing of your data. --debug shows more.");
        return new Outcome(bug.toString(), List.of(bug), BUG);
    }

    /** Whether a signal is ending the process: what fails then is no news. */
    private static boolean ending() {
        Thread hook = new Thread(() -> {}, "gapwise-probe");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static String message(GapwiseException e) {
        return String.valueOf(e.getMessage());
    }

    /** A file system that said no. */
    private static ConfigException unwritable(String what, IOException e) {
        String file = e instanceof FileSystemException about ? String.valueOf(about.getFile()) : "";
        String reason = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof NoSuchFileException
                        ? "no such file or folder"
                        : e instanceof FileSystemException about && about.getReason() != null
                                ? about.getReason()
                                : String.valueOf(e.getMessage());
        String told = what.contains("Exception") || what.equals(String.valueOf(e.getMessage())) ? "" : what + ": ";
        return new ConfigException(
                told + reason + ".",
                file,
                "Check that the folder exists, may be written, and that the disk has space.");
    }

    private static String frames(Throwable e) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.gapwise."))
                .limit(FRAMES)
                .forEach(frame -> text.append("  at ").append(frame).append('\n'));
        return text.toString();
    }

    private static void answer(Terminal terminal, List<Problem> problems) {
        ObjectNode root = Json.object();
        root.set("problems", Json.tree(problems));
        terminal.answer(Json.text(root));
    }
}
