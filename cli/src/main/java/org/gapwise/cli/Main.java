package org.gapwise.cli;

import picocli.CommandLine;

/** The program {@code gapwise}. */
public final class Main {

    private static final int WIDTH = 100;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        try {
            return commandLine().execute(args);
        } catch (OutOfMemoryError | LinkageError | AssertionError e) {
            return Failures.broken(e);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new GapwiseCommand());
        line.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .usageMessage()
                .synopsisHeading("%n")
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%n"));
        return line.setUsageHelpWidth(WIDTH)
                .setAbbreviatedOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(false)
                .setExecutionExceptionHandler(Failures::failed)
                .setParameterExceptionHandler(Failures::misused);
    }
}
