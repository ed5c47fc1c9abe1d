package org.gapwise.spark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gapwise.core.file.Json;
import picocli.CommandLine.Option;

/** Options that both commands have, and where they answer: standard output; all else goes to standard error. */
@SuppressWarnings("UnusedVariable") // picocli itself acts on help
final class Console {

    @Option(names = "--json", description = "Answer in JSON on standard output.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    static void say(String line) {
        new PrintStream(System.err, true, StandardCharsets.UTF_8).println(line);
    }

    /** Answers a person with the text, a machine with the tree. */
    void answer(String text, JsonNode tree) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(json ? Json.text(tree) : text);
    }
}
