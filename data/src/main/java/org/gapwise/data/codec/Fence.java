package org.gapwise.data.codec;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of its own around a decoder that hostile bytes can stall or fill with memory: it has a heap that ends,
 * is killed when its time is up, and sees nothing but the bytes it is handed. Its time is that of the processor, so
 * that a busy machine refuses no sound picture; only where that is not told, or the process sleeps, the clock decides.
 *
 * @param heapMiB the most memory it may use
 * @param millis of processor time after which it is killed
 */
record Fence(int heapMiB, long millis) {

    private static final long POLL_MILLIS = 100;
    private static final int PATIENCE = 20;

    /** What is asked of the child's answer. */
    @FunctionalInterface
    interface Answer<T> {
        T read(DataInputStream in) throws IOException, PixelFault;
    }

    /** Starts {@code main}, hands it the bytes on its standard input and reads what it answers. */
    <T> T run(Class<?> main, List<Class<?>> libraries, byte[] bytes, Answer<T> answer) throws IOException, PixelFault {
        Process process = start(main, libraries);
        Thread killer = new Thread(() -> kill(process), "gapwise-fence");
        killer.setDaemon(true);
        killer.start();
        try (DataInputStream in = new DataInputStream(process.getInputStream())) {
            try (OutputStream out = process.getOutputStream()) {
                out.write(bytes);
            }
            return answer.read(in);
        } finally {
            process.destroyForcibly();
            killer.interrupt();
        }
    }

    private void kill(Process process) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE * millis);
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                long used =
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
                if (used > millis || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            // It has answered, nothing is left to be killed.
            Thread.currentThread().interrupt();
        }
    }

    private Process start(Class<?> main, List<Class<?>> libraries) throws IOException, PixelFault {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMiB + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+SuppressFatalErrorMessage",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-cp",
                classPath(main, libraries),
                main.getName(),
                String.valueOf(PATIENCE * millis)));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Options meant for the parent: more heap, agents.
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(builder.environment()::remove);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PixelFault(
                    "no process can be started beside this one, which JPEG 2000 needs.",
                    "Check the limits on processes and memory, or convert the file to uncompressed DICOM.");
        }
    }

    private static String classPath(Class<?> main, List<Class<?>> libraries) throws IOException {
        Set<String> places = new LinkedHashSet<>();
        places.add(place(main));
        for (Class<?> library : libraries) {
            places.add(place(library));
        }
        return String.join(File.pathSeparator, places);
    }

    private static String place(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("it is not known where " + type.getName() + " comes from");
        }
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IOException("the class path cannot be told", e);
        }
    }
}
