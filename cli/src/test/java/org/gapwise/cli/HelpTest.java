package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

final class HelpTest {

    private static final int WIDEST = 100;

    @TestFactory
    List<DynamicTest> everyCommandExplainsItselfWithAnExample() {
        return Main.commandLine().getSubcommands().entrySet().stream()
                .map(command -> DynamicTest.dynamicTest(command.getKey(), () -> explained(command)))
                .toList();
    }

    private static void explained(Map.Entry<String, CommandLine> command) {
        String help = command.getValue().getUsageMessage();
        assertThat(help).contains("Example").contains("  gapwise " + command.getKey() + " ".strip());
        assertThat(help).contains("--json").contains("--debug").contains("--help");
        assertThat(help.lines()).allMatch(line -> line.length() <= WIDEST);
    }

    /** Picocli warns on standard error, e.g. of a percent sign that is no format, and goes on. */
    @TestFactory
    List<DynamicTest> noHelpPrintsAWarning() {
        return Main.commandLine().getSubcommands().entrySet().stream()
                .map(command ->
                        DynamicTest.dynamicTest(command.getKey(), () -> assertThat(saidWhile(command.getValue()))
                                .isEmpty()))
                .toList();
    }

    private static String saidWhile(CommandLine command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(command.getUsageMessage()).isNotBlank();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onlyTheCommandThatIsAskedForIsDescribedAndAllWhenNoneIs() {
        assertThat(Main.commandLine("serve", "model").getSubcommands()).containsOnlyKeys("serve");
        for (String first : List.of("sreve", "--debug", "--help", "")) {
            assertThat(Main.commandLine(first, "serve").getSubcommands()).hasSize(18);
        }
        assertThat(Main.commandLine().getSubcommands()).hasSize(18);
    }

    @Test
    void theMapNamesEveryCommandAndExitCode() {
        CommandLine line = Main.commandLine();
        String map = line.getUsageMessage();
        assertThat(line.getSubcommands().keySet()).hasSize(18).allSatisfy(name -> assertThat(map)
                .containsPattern("(?m)^  " + name + " "));
        assertThat(map).contains("Exit codes: 0 done, 1", "2 usage", "3 data", "4 a model");
        assertThat(map.lines()).allMatch(each -> each.length() <= WIDEST);
    }
}
