package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;
import org.gapwise.train.Memory;
import org.gapwise.train.MemoryForecast;
import picocli.CommandLine.Option;

/** Options that say how much memory training may take. */
final class MemoryChoice {

    private static final String MEMORY = "--memory";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s*([MGT]i?B)");
    private static final Map<String, Double> UNITS =
            Map.of("MB", 1e6, "GB", 1e9, "TB", 1e12, "MiB", 0x1p20, "GiB", 0x1p30, "TiB", 0x1p40);

    @Option(
            names = MEMORY,
            paramLabel = "SIZE",
            description =
                    "Most memory to take, such as 4GB: batches are computed in as many pieces as that asks for. By"
                            + " default what the machine has.")
    private Optional<String> memory = Optional.empty();

    @Option(
            names = "--dry-run",
            description = "Say what would be trained and how much memory that would take, and train nothing.")
    private boolean dry;

    boolean dry() {
        return dry;
    }

    /** In bytes. */
    long limit() {
        return memory.map(MemoryChoice::bytes).orElseGet(Memory::ofMachine);
    }

    private static long bytes(String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches() || Double.parseDouble(size.group(1)) <= 0) {
            throw new ConfigException(
                    "\"" + text + "\" is no size of memory.",
                    MEMORY,
                    "Write a number and MB, GB, MiB or GiB, such as 4GB.");
        }
        return Math.round(Double.parseDouble(size.group(1)) * UNITS.getOrDefault(size.group(2), 1.0));
    }

    /** The fewest pieces, but no fewer than {@code least}, that fit into the limit. */
    MemoryForecast fitting(Memory taken, int least) {
        long limit = limit();
        OptionalInt pieces = taken.within(limit, least);
        if (pieces.isPresent()) {
            return taken.forecast(pieces.getAsInt());
        }
        MemoryForecast smallest = taken.smallest(least);
        throw new ConfigException(
                "training is expected to take " + MemoryForecast.megabytes(smallest.needed()) + " with "
                        + smallest.piece()
                        + " of " + smallest.batch() + " cases at once, and it may take "
                        + MemoryForecast.megabytes(limit) + ".",
                memory.isPresent() ? MEMORY : "the memory of this machine",
                (taken.isDivisible() ? "" : "This plan's batches cannot be divided; lower train.batch. ")
                        + "Allow more, or lower vision.image_size or model.width, or take a smaller vision.encoder;"
                        + " --dry-run shows what takes how much.");
    }

    String told(MemoryForecast forecast) {
        return String.format(
                Locale.ROOT,
                "%s at most, while %d of %d cases are computed at once (stage %s, pieces: %d); it may take %s.%n%n%s",
                MemoryForecast.megabytes(forecast.peak()),
                forecast.piece(),
                forecast.batch(),
                forecast.stage(),
                forecast.pieces(),
                MemoryForecast.megabytes(limit()),
                String.join("\n", forecast.lines()));
    }

    ObjectNode tree(MemoryForecast forecast) {
        ObjectNode tree = Json.object();
        tree.put("bytes", forecast.peak())
                .put("limit", limit())
                .put("stage", forecast.stage())
                .put("batch", forecast.batch())
                .put("piece", forecast.piece())
                .put("pieces", forecast.pieces());
        ArrayNode parts = tree.putArray("parts");
        forecast.parts()
                .forEach(part -> parts.addObject().put("name", part.name()).put("bytes", part.bytes()));
        return tree;
    }
}
