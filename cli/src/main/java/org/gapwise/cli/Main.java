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
            return commandLine(args).execute(args);
        } catch (OutOfMemoryError | LinkageError | AssertionError e) {
            return Failures.broken(e);
        }
    }

    /** Empty lines between the parts of a command's help, and of its own commands'. */
    private static void space(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .synopsisHeading("%n")
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .commandListHeading("%n")
                .optionListHeading("%n");
        command.getSubcommands().values().forEach(Main::space);
    }

    /** Of the command that these words begin with, or of all. */
    static CommandLine commandLine(String... words) {
        CommandLine line = new CommandLine(new GapwiseCommand());
        GapwiseCommand.commands(words).forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(Main::space);
        return line.setUsageHelpWidth(WIDTH)
                .setAbbreviatedOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(false)
                .setExecutionExceptionHandler(Failures::failed)
                .setParameterExceptionHandler(Failures::misused);
    }
}
