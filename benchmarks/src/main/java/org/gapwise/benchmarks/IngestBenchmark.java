package org.gapwise.benchmarks;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
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
 * against that decoder alone. Every picture goes through both in turn, so that whatever else the machine does meets
 * them alike; a round is the mean over the pictures, and medians are of rounds.
 */
public final class IngestBenchmark {

    private static final int WARM_UP = 2;

    private final List<Path> files;
    private final int size;
    private final List<Way> ways;
    private double difference;

    private IngestBenchmark(List<Path> files, Order order) {
        this.files = files;
        this.size = order.size;
        this.ways = List.of(
                new Way("Gapwise", order.rounds),
                new Way("ImageIO, same scaling", order.rounds),
                new Way("ImageIO, decoding alone", order.rounds));
    }

    /**
     * What to measure.
     *
     * @param folder for the pictures
     * @param count of pictures
     * @param size side of the scaled pictures
     */
    record Order(Path folder, int count, int size, int rounds) {}

    /** Arguments, all optional: folder for the pictures, how many, side of the scaled pictures, rounds. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "benchmarks/target/radiographs");
        Order order = new Order(folder, number(arguments, 1, 20), number(arguments, 2, 224), number(arguments, 3, 5));
        run(order, System.out);
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    static void run(Order order, PrintStream out) throws IOException {
        List<Path> files = new Radiographs(order.count, 1).write(order.folder);
        double bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        out.printf(
                Locale.ROOT,
                "%d JPEGs of %.2f MB on average, to %d x %d, one thread, Java %d; milliseconds a picture, median of"
                        + " %d rounds (least to most)%n",
                order.count,
                bytes / 1e6 / order.count,
                order.size,
                order.size,
                Runtime.version().feature(),
                order.rounds);
        IngestBenchmark benchmark = new IngestBenchmark(files, order);
        for (int round = -WARM_UP; round < order.rounds; round++) {
            benchmark.round(round);
        }
        Way ours = benchmark.ways.get(0);
        benchmark.ways.forEach(way -> out.println(way.told(ours)));
        out.printf(Locale.ROOT, "difference %.4f grey levels on average, in the worst picture%n", benchmark.difference);
    }

    private void round(int round) throws IOException {
        for (Path file : files) {
            Moment start = Moment.now();
            byte[] ours = new ImageFile(file, "").read(size).values();
            Moment middle = Moment.now();
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(file)));
            Moment later = Moment.now();
            byte[] plain = Resize.square(pixels(decoded), size).values();
            Moment end = Moment.now();
            difference = Math.max(difference, distance(ours, plain));
            if (round >= 0) {
                ways.get(0).add(round, start, middle);
                ways.get(1).add(round, middle, end);
                ways.get(2).add(round, middle, later);
            }
        }
    }

    private record Moment(long processor, long clock) {

        static Moment now() {
            return new Moment(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(), System.nanoTime());
        }
    }

    /** One way to do it, in milliseconds a picture for each round. */
    private final class Way {

        private final String name;
        private final double[] processor;
        private final double[] clock;

        Way(String name, int rounds) {
            this.name = name;
            processor = new double[rounds];
            clock = new double[rounds];
        }

        void add(int round, Moment from, Moment to) {
            processor[round] += (to.processor - from.processor) / 1e6 / files.size();
            clock[round] += (to.clock - from.clock) / 1e6 / files.size();
        }

        String told(Way ours) {
            return String.format(
                    Locale.ROOT,
                    "%-24s processor %s, ratio %.2f; clock %s, ratio %.2f",
                    name,
                    spread(processor),
                    median(processor) / median(ours.processor),
                    spread(clock),
                    median(clock) / median(ours.clock));
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
        return String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", median(values), sorted[0], sorted[sorted.length - 1]);
    }
}
