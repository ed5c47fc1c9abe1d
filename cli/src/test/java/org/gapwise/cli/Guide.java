package org.gapwise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of a page of the guide, as a shell would split them. */
final class Guide {

    private static final String PROGRAM = "./gapwise ";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private Guide() {}

    static List<List<String>> commands(Path page) throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            int at = line.indexOf(PROGRAM);
            if (at >= 0 && !line.contains("`")) {
                List<String> words = new ArrayList<>();
                Matcher matcher = WORD.matcher(line.substring(at + PROGRAM.length()));
                while (matcher.find()) {
                    words.add(Optional.ofNullable(matcher.group(1)).orElse(matcher.group()));
                }
                commands.add(words);
            }
        }
        return commands;
    }
}
