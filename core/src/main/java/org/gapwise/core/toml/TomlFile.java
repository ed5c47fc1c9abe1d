package org.gapwise.core.toml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Reads a TOML file into a record and reports everything that is wrong with it in one exception. */
public final class TomlFile {

    private TomlFile() {}

    /** Reads a file; the reader takes what it knows, what is left over is an error. */
    public static <T> T read(Path file, Function<TomlSection, T> reader) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException(
                    "the file cannot be read.", file.toString(), "Check the path and that it is UTF-8 text.");
        }
        return parse(text, file.toString(), reader);
    }

    /** The same for a text; {@code name} says in messages where it came from. */
    public static <T> T parse(String text, String name, Function<TomlSection, T> reader) {
        Problems problems = new Problems();
        TomlParseResult result = Toml.parse(text);
        for (TomlParseError error : result.errors()) {
            problems.add(
                    "not valid TOML: " + error.getMessage() + ".",
                    name + ", line " + error.position().line() + ", column "
                            + error.position().column(),
                    "See https://toml.io for the syntax; text needs quotes.");
        }
        problems.throwIfAny(ConfigException::new);
        TomlSection root = new TomlSection(result, "", name, problems);
        T value = root.readingWhole(() -> reader.apply(root));
        problems.throwIfAny(ConfigException::new);
        return value;
    }
}
