package org.gapwise.benchmarks;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.data.image.ImageFile;
import org.gapwise.data.image.Resize;

/**
 * How fast radiographs become pictures of a store, on one thread, against the JDK's decoder with the same scaling, and
 * against that decoder alone. Every picture goes through all three in turn, so that whatever else the machine does
 * meets them alike; a round is the sum over the pictures, and medians are of rounds.
 */
public final class IngestBenchmark {

    private static final int WARM_UP = 2;

    private final List<Path> files;
    private final int size;

    private IngestBenchmark(List<Path> files, int size) {
        this.files = files;
        this.size = size;
    }

    /** Arguments: folder for the pictures, how many, side of the scaled pictures, rounds. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "benchmarks/target/radiographs");
        int count = number(arguments, 1, 20);
        int size = number(arguments, 2, 224);
        int rounds = number(arguments, 3, 5);
        List<Path> files = new Radiographs(count, 1).write(folder);
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        say("%d JPEGs of %.2f MB on average, to %d x %d, one thread, Java %s", count, bytes / 1e6 / count, size, size,
                Runtime.version().feature());
        new IngestBenchmark(files, size).run(rounds);
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private void run(int rounds) throws IOException {
        Clock[] clocks = {new Clock(rounds), new Clock(rounds), new Clock(rounds)};
        double difference = 0;
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Path file : files) {
                Moment start = Moment.now();
                byte[] ours = new ImageFile(file, "").read(size).values();
                Moment middle = Moment.now();
                BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(file)));
                Moment later = Moment.now();
                byte[] plain = Resize.square(pixels(decoded), size).values();
                Moment end = Moment.now();
                if (round >= 0) {
                    clocks[0].add(round, start, middle);
                    clocks[1].add(round, middle, end);
                    clocks[2].add(round, middle, later);
                }
                difference = Math.max(difference, distance(ours, plain));
            }
        }
        List<String> names = List.of("Gapwise", "ImageIO, same scaling", "ImageIO, decoding alone");
        for (int k = 0; k < clocks.length; k++) {
            say(
                    "%-24s processor %s, clock %s; ratio %.2f, by the clock %.2f",
                    names.get(k),
                    spread(clocks[k].processor),
                    spread(clocks[k].wall),
                    median(clocks[k].processor) / median(clocks[0].processor),
                    median(clocks[k].wall) / median(clocks[0].wall));
        }
        say("difference %.4f grey levels on average, in the worst picture", difference);
    }

    private record Moment(long processor, long wall) {

        static Moment now() {
            return new Moment(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(), System.nanoTime());
        }
    }

    /** Milliseconds a picture, by round. */
    private final class Clock {

        private final double[] processor;
        private final double[] wall;

        Clock(int rounds) {
            processor = new double[rounds];
            wall = new double[rounds];
        }

        void add(int round, Moment from, Moment to) {
            processor[round] += (to.processor - from.processor) / 1e6 / files.size();
            wall[round] += (to.wall - from.wall) / 1e6 / files.size();
        }
    }

    private static Pixels pixels(BufferedImage image) {
        byte[] values = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        return new Pixels(1, image.getHeight(), image.getWidth(), values);
    }

    private static double distance(byte[] one, byte[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return sum / one.length;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%.1f ms (%.1f to %.1f)",
                median(values),
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
