package org.gapwise.train;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What a process that trains takes whatever it trains: measured on Linux, and not computed (docs/benchmarks/memory.md). */
final class Ground {

    /** Java's classes, compiled code and threads. */
    private static final long JAVA = 110_000_000;
    /** The engine's libraries as far as they are used, and its working memory. */
    private static final long ENGINE = 170_000_000;
    /** Share of its first heap that Java fills with what is dead before it looks. */
    private static final double DEAD = 0.6;
    /** A case with its cells, encoded, in the heap. */
    private static final long CASE = 6_000;

    private Ground() {}

    static List<MemoryForecast.Part> parts(Memory.Scale scale, Plan plan) {
        long first = Math.max(
                0, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getInit());
        long side = plan.model().image().size();
        long seen = Math.round(scale.pictures() * (1 - plan.data().test()));
        return List.of(
                new MemoryForecast.Part("Java", JAVA, true),
                new MemoryForecast.Part("Java's heap", Math.round(DEAD * first) + scale.cases() * CASE, true),
                new MemoryForecast.Part("the engine", ENGINE, true),
                new MemoryForecast.Part("pictures, mapped from their store", seen * side * side, false));
    }
}
