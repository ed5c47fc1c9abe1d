package org.gapwise.benchmarks;

import java.lang.management.ManagementFactory;

/** Measures from when it was made. */
final class Watch {

    private static final double NANO = 1e-9;

    private final long wall = System.nanoTime();
    private final long processor = processor();

    Contender.Took read() {
        return new Contender.Took((System.nanoTime() - wall) * NANO, (processor() - processor) * NANO);
    }

    private static long processor() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** Programs that wait for a processor, a minute's mean; negative where the system does not tell. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
