package org.gapwise.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.gapwise.cli.terminal.Terminal;
import org.gapwise.core.Progress;
import org.gapwise.core.file.Json;
import picocli.CommandLine.Option;

/** Options that every command has. Picocli itself acts on help, and {@link Failures} looks for debug in the arguments. */
@SuppressWarnings("UnusedVariable")
final class Common {

    static final String JSON = "--json";
    static final String DEBUG = "--debug";

    private final Terminal terminal = Terminal.standard();

    @Option(names = JSON, description = "Answer in JSON on standard output.")
    private boolean json;

    @Option(names = DEBUG, description = "Show where an error arose.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    Progress progress() {
        return terminal.progress();
    }

    /** Tells something on standard error. */
    void say(String line) {
        terminal.say(line);
    }

    /** Answers a person with the text, a machine with the tree. */
    void answer(String text, JsonNode tree) {
        terminal.answer(json ? Json.text(tree) : text);
    }

    boolean machine() {
        return json;
    }
}
