package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void theMapNamesEveryCommandAndExitCode() {
        CommandLine line = Main.commandLine();
        String map = line.getUsageMessage();
        assertThat(line.getSubcommands().keySet()).hasSize(11).allSatisfy(name -> assertThat(map)
                .containsPattern("(?m)^  " + name + " "));
        assertThat(map).contains("Exit codes: 0 done, 1", "2 usage", "3 data", "4 a model");
        assertThat(map.lines()).allMatch(each -> each.length() <= WIDEST);
    }
}
