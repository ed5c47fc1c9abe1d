package org.gapwise.data.dicom;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gapwise.core.Seeds;
import org.gapwise.data.codec.PixelFault;

/**
 * Reads damaged files one after the other, as a process of its own with little memory, and says what came of it and
 * how many milliseconds the slowest took: of the processor, or by the clock behind a fence. Anything but pixels or a
 * {@link PixelFault} ends it.
 */
final class Mutants {

    private static final int MOST_FLIPS = 8;

    private int read;
    private int refused;
    private long slowest;
    private long slowestFenced;

    private Mutants() {}

    /** Arguments: {@code mutate FOLDER COUNT} or {@code cut FOLDER STRIDE FILE...}. */
    public static void main(String[] args) throws IOException {
        Mutants all = new Mutants();
        Path folder = Path.of(args[1]);
        if (args[0].equals("mutate")) {
            all.mutate(folder, Integer.parseInt(args[2]));
        } else {
            for (String name : Arrays.asList(args).subList(3, args.length)) {
                all.cut(Files.readAllBytes(folder.resolve(name)), Integer.parseInt(args[2]));
            }
        }
        System.out.printf(
                "read %d refused %d slowest %d fenced %d%n", all.read, all.refused, all.slowest, all.slowestFenced);
    }

    private void mutate(Path folder, int count) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.sorted().toList();
        }
        for (int i = 0; i < count; i++) {
            Path file = files.get(i % files.size());
            byte[] bytes = Files.readAllBytes(file);
            tried(mutant(bytes, Seeds.of(i, "dicom mutants")), file.getFileName() + " mutant " + i);
        }
    }

    private static byte[] mutant(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        // Most of what can go wrong is in the header and in the first bytes of the pixels.
        int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 3000);
        int at = 132 + random.nextInt(Math.max(1, reach - 136));
        switch (random.nextInt(6)) {
            case 0 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
            case 1 -> {
                Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
                bytes[at] = (byte) 0xFE;
            }
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                int gap = Math.min(bytes.length - at, 1 + random.nextInt(64));
                System.arraycopy(whole, at + gap, bytes, at, whole.length - at - gap);
                return Arrays.copyOf(bytes, whole.length - gap);
            }
            default -> {
                for (int k = 0; k <= random.nextInt(MOST_FLIPS); k++) {
                    bytes[132 + random.nextInt(Math.max(1, reach - 132))] = (byte) random.nextInt(256);
                }
            }
        }
        return bytes;
    }

    private void cut(byte[] whole, int stride) {
        for (int length = 0; length < whole.length; length += stride) {
            tried(Arrays.copyOf(whole, length), "cut at " + length);
        }
    }

    private void tried(byte[] bytes, String name) {
        long start = System.nanoTime();
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        boolean fenced = false;
        try {
            DicomFile file = DicomFile.of(bytes);
            fenced = file.facts().syntax().packing() == TransferSyntax.Packing.JPEG_2000;
            file.stored();
            if (!fenced) {
                file.picture();
            }
            read++;
        } catch (PixelFault e) {
            refused++;
        } catch (RuntimeException | Error e) {
            throw new IllegalStateException(name, e);
        }
        if (fenced) {
            slowestFenced = Math.max(slowestFenced, (System.nanoTime() - start) / 1_000_000);
        } else {
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used;
            slowest = Math.max(slowest, spent / 1_000_000);
        }
    }
}
