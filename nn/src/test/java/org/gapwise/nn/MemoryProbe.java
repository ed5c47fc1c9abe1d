package org.gapwise.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;

/** Trains in a JVM of its own, with a heap that is all touched at the start, and prints what it holds on the way. */
final class MemoryProbe {
    private MemoryProbe() {}

    /** Prints resident kB and live pointers, after the first 500 steps and at the end. */
    public static void main(String[] args) throws IOException {
        Optional<List<Tensor>> leak = args.length > 1 ? Optional.of(new ArrayList<>()) : Optional.empty();
        SmallTransformer model = new SmallTransformer(16, 4, new SplittableRandom(1));
        try (AdamW adam = new AdamW(List.of(new ParameterGroup("all", model.parameters(), 1e-3, 0.01)))) {
            run(model, adam, 500, leak);
            System.out.println(resident() + " " + Pointer.totalCount());
            run(model, adam, Integer.parseInt(args[0]) - 500, leak);
            System.out.println(resident() + " " + Pointer.totalCount());
        }
    }

    private static void run(SmallTransformer model, AdamW adam, int steps, Optional<List<Tensor>> leak) {
        for (int i = 0; i < steps; i++) {
            model.step(adam, i, 8);
            // Held by the list, since the garbage collector would free what nobody reaches.
            leak.ifPresent(held -> held.add(Tensor.ones(5_000)));
        }
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
