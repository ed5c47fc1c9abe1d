package org.gapwise.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;

/** Writes safetensors: wide elements first, so that each tensor is aligned, and by name within one width. */
final class SafetensorsWriter {
    private static final int CHUNK = 1 << 26;

    private SafetensorsWriter() {}

    static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(new TreeMap<>(tensors).entrySet());
        ordered.sort(Comparator.comparingInt(entry -> -entry.getValue().type().bytes()));
        Path folder = Optional.ofNullable(path.toAbsolutePath().getParent())
                .orElseThrow(() -> new IllegalArgumentException(path + " is no file"));
        try {
            // One fixed name, so that a killed writer leaves at most one such file, which the next one replaces.
            Path temporary = folder.resolve(path.getFileName() + ".part");
            try {
                fill(temporary, ordered, metadata);
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the weights could not be written to " + path, e);
        }
    }

    private static void fill(Path file, List<Map.Entry<String, Tensor>> ordered, Map<String, String> metadata)
            throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            byte[] header = header(ordered, metadata).getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(header, (header.length + 7) / 8 * 8);
            Arrays.fill(padded, header.length, padded.length, (byte) ' ');
            ByteBuffer start = ByteBuffer.allocate(8 + padded.length).order(ByteOrder.LITTLE_ENDIAN);
            writeFully(channel, start.putLong(padded.length).put(padded).flip());
            for (Map.Entry<String, Tensor> entry : ordered) {
                writeTensor(channel, entry.getValue());
            }
            channel.force(true);
        }
    }

    private static void writeTensor(FileChannel channel, Tensor tensor) throws IOException {
        long bytes = tensor.count() * tensor.type().bytes();
        try (Scope scope = Scope.open()) {
            BytePointer memory = new BytePointer(tensor.contiguous().raw().data_ptr());
            for (long done = 0; done < bytes; done += CHUNK) {
                memory.limit(Math.min(bytes, done + CHUNK)).position(done);
                writeFully(channel, memory.asByteBuffer());
            }
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** A rename is safe from a power cut only once the folder is written; not every system lets one open a folder. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows refuses; the file itself is complete all the same.
        }
    }

    private static String header(List<Map.Entry<String, Tensor>> ordered, Map<String, String> metadata) {
        StringBuilder json = new StringBuilder("{");
        String separator = "";
        if (!metadata.isEmpty()) {
            json.append("\"__metadata__\":{");
            for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                json.append(separator)
                        .append(quoted(entry.getKey()))
                        .append(':')
                        .append(quoted(entry.getValue()));
                separator = ",";
            }
            json.append('}');
        }
        long at = 0;
        for (Map.Entry<String, Tensor> entry : ordered) {
            Tensor tensor = entry.getValue();
            long end = at + tensor.count() * tensor.type().bytes();
            json.append(separator).append(quoted(entry.getKey()));
            json.append(":{\"dtype\":\"").append(tensor.type().name());
            json.append("\",\"shape\":").append(Arrays.toString(tensor.shape()).replace(" ", ""));
            json.append(",\"data_offsets\":[")
                    .append(at)
                    .append(',')
                    .append(end)
                    .append("]}");
            separator = ",";
            at = end;
        }
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
