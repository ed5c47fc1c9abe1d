package org.gapwise.spark;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gapwise.core.GapwiseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program that spark-submit starts. It ends with the exit codes of {@code gapwise}. */
@Command(
        name = "gapwise-spark",
        header = "Gapwise on a Spark cluster.",
        description = "Run it by spark-submit; docs/guide/spark.md tells how.",
        mixinStandardHelpOptions = true,
        subcommands = {TrainCommand.class, ScoreCommand.class})
public final class Main implements Runnable {

    private static final int WIDTH = 100;
    private static final int BUG = 1;
    private static final int USAGE = 2;
    private static final int FRAMES = 6;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpWidth(WIDTH)
                .setAbbreviatedOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(false)
                .setParameterExceptionHandler((e, given) -> misused(e))
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e));
    }

    @Override
    public void run() {
        throw new ParameterException(commandLine(), "Name a command: train or score.");
    }

    private static int misused(ParameterException e) {
        StringWriter more = new StringWriter();
        UnmatchedArgumentException.printSuggestions(e, new PrintWriter(more, true));
        Console.say((e.getMessage() + "\n" + more).strip());
        return USAGE;
    }

    private static int failed(Exception e) {
        if (e instanceof ParameterException misuse) {
            return misused(misuse);
        }
        Optional<GapwiseException> world = Failure.world(e);
        if (world.isPresent()) {
            Console.say(String.valueOf(world.get().getMessage()));
            return world.get().exitCode();
        }
        if (Failure.isFiles(e)) {
            Console.say(Failure.reason(e));
            return USAGE;
        }
        String frames = Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.gapwise."))
                .limit(FRAMES)
                .map(frame -> "\n  at " + frame)
                .collect(Collectors.joining());
        Console.say("this is a bug of ours, or of the cluster: " + e.getClass().getName() + ": " + Failure.reason(e)
                + frames);
        return BUG;
    }
}
