package org.gapwise.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;

/**
 * A weight file in the safetensors format: a JSON header, then the bytes of the tensors. Opening one runs no code, and
 * a file whose header disagrees with itself or with the file is refused before any memory is set aside.
 *
 * <p>Tensors are read, not mapped: a mapped file that someone shortens would end the process.
 */
public final class Safetensors implements AutoCloseable {
    private static final String METADATA = "__metadata__";
    private static final long HEADER_LIMIT = 100_000_000;
    private static final int CHUNK = 1 << 26;

    private final Path path;
    private final FileChannel channel;
    private final long start;
    private final Map<String, StoredTensor> entries;
    private final Map<String, String> metadata;

    private Safetensors(Path path, FileChannel channel, Header header) {
        this.path = path;
        this.channel = channel;
        this.start = header.start;
        this.entries = header.entries;
        this.metadata = header.metadata;
    }

    /** Opens a file and checks its header. */
    public static Safetensors open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new Safetensors(path, channel, Header.read(path, channel));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SafetensorsException(
                    "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                    path.toString(),
                    "Check that it is there and that you may read it.");
        }
    }

    /** Writes tensors to a file that is complete or, if anything fails, as it was before. The same content, the same bytes. */
    public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
        SafetensorsWriter.write(path, tensors, metadata);
    }

    /** The names of all tensors, in the order of the file. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public ElementType type(String name) {
        return entry(name).type();
    }

    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    /** Reads one tensor, with elements of the type they are stored in. */
    public Tensor tensor(String name) {
        StoredTensor entry = entry(name);
        // A byte that is neither 0 nor 1 would be no boolean to the engine.
        boolean bits = entry.type() == ElementType.BOOL;
        Tensor tensor = Elements.blank(bits ? ElementType.U8 : entry.type(), entry.shape());
        try (Scope scope = Scope.open()) {
            BytePointer memory = new BytePointer(tensor.raw().data_ptr());
            for (long done = 0; done < entry.bytes(); done += CHUNK) {
                long length = Math.min(CHUNK, entry.bytes() - done);
                fill(memory.limit(done + length).position(done).asByteBuffer(), start + entry.begin() + done);
            }
        }
        return bits ? tensor.toBoolean() : tensor;
    }

    /** Reads all tensors. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        entries.keySet().forEach(name -> tensors.put(name, tensor(name)));
        return tensors;
    }

    private StoredTensor entry(String name) {
        StoredTensor entry = entries.get(name);
        if (entry == null) {
            throw new SafetensorsException(
                    "there is no tensor \"" + name + "\"", path.toString(), "The file may be one of another network.");
        }
        return entry;
    }

    private void fill(ByteBuffer buffer, long from) {
        try {
            readFully(channel, buffer, from);
        } catch (IOException e) {
            throw new SafetensorsException(
                    "the file became shorter or unreadable while it was read",
                    path.toString(),
                    "Do not change a weight file in place; write a new one and rename it.");
        }
    }

    static void readFully(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw new IOException("end of file at byte " + at);
            }
            at += count;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The checked header of a file. */
    private record Header(long start, Map<String, StoredTensor> entries, Map<String, String> metadata) {
        static Header read(Path path, FileChannel channel) throws IOException {
            try {
                long size = channel.size();
                long length = length(channel, size);
                Map<String, Object> object = HeaderText.parse(text(channel, length));
                Map<String, String> metadata = metadata(object.remove(METADATA));
                Map<String, StoredTensor> entries = new LinkedHashMap<>();
                for (Map.Entry<String, Object> each : object.entrySet()) {
                    entries.put(each.getKey(), StoredTensor.of(each.getKey(), each.getValue()));
                }
                checkCover(new ArrayList<>(entries.values()), size - 8 - length);
                return new Header(8 + length, entries, metadata);
            } catch (HeaderText.Fault fault) {
                throw new SafetensorsException(
                        fault.what(), path.toString(), "The file is damaged or not safetensors; get it again.");
            }
        }

        private static long length(FileChannel channel, long size) throws IOException, HeaderText.Fault {
            if (size < 8) {
                throw new HeaderText.Fault("the file has " + size + " bytes, too few for a header");
            }
            ByteBuffer first = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            readFully(channel, first, 0);
            long length = first.getLong(0);
            if (length < 2 || length > HEADER_LIMIT) {
                throw new HeaderText.Fault("the header claims a length of " + Long.toUnsignedString(length)
                        + " bytes, allowed are 2 to " + HEADER_LIMIT);
            }
            if (length > size - 8) {
                throw new HeaderText.Fault(
                        "the header claims " + length + " bytes, the file has " + (size - 8) + " after its length");
            }
            return length;
        }

        private static String text(FileChannel channel, long length) throws IOException, HeaderText.Fault {
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            readFully(channel, bytes, 8);
            if (bytes.get(0) != '{') {
                throw new HeaderText.Fault("the header does not start with a brace");
            }
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(bytes.flip())
                        .toString();
            } catch (CharacterCodingException e) {
                throw new HeaderText.Fault("the header is not UTF-8");
            }
        }

        private static Map<String, String> metadata(@org.jspecify.annotations.Nullable Object value)
                throws HeaderText.Fault {
            Map<String, String> metadata = new LinkedHashMap<>();
            if (value == null) {
                return metadata;
            }
            if (!(value instanceof Map<?, ?> map)) {
                throw new HeaderText.Fault("__metadata__ is not an object");
            }
            for (Map.Entry<?, ?> each : map.entrySet()) {
                if (!(each.getKey() instanceof String key) || !(each.getValue() instanceof String text)) {
                    throw new HeaderText.Fault("__metadata__ holds something else than strings");
                }
                metadata.put(key, text);
            }
            return Collections.unmodifiableMap(metadata);
        }

        /** Every byte belongs to exactly one tensor. */
        private static void checkCover(List<StoredTensor> entries, long size) throws HeaderText.Fault {
            entries.sort(Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end));
            long at = 0;
            boolean empty = false;
            for (StoredTensor entry : entries) {
                if (entry.begin() != at) {
                    throw new HeaderText.Fault("\"" + entry.name() + "\" begins at byte " + entry.begin()
                            + (entry.begin() < at ? ", inside another tensor" : ", after a hole")
                            + "; expected was " + at);
                }
                if (empty && entry.bytes() == 0) {
                    throw new HeaderText.Fault("\"" + entry.name() + "\" is a second empty tensor at the same place");
                }
                empty = entry.bytes() == 0;
                at = entry.end();
            }
            if (at != size) {
                throw new HeaderText.Fault("the tensors span " + at + " bytes, the file holds " + size);
            }
        }
    }
}
