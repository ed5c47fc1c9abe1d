package org.gapwise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        Map<String, Tensor> tensors = content();
        Path file = folder.resolve("a.safetensors");
        Safetensors.write(file, tensors, Map.of("kind", "test \"quoted\"\n\u00e9"));
        try (Safetensors opened = Safetensors.open(file)) {
            assertThat(opened.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
            assertThat(opened.metadata()).containsExactly(Map.entry("kind", "test \"quoted\"\n\u00e9"));
            assertThat(opened.type("flag")).isEqualTo(ElementType.BOOL);
            tensors.forEach((name, tensor) -> {
                assertThat(opened.shape(name)).isEqualTo(tensor.shape());
                assertThat(opened.tensor(name).type()).isEqualTo(tensor.type());
                assertThat(opened.tensor(name).toDoubles()).isEqualTo(tensor.toDoubles());
            });
            assertThatThrownBy(() -> opened.tensor("none")).hasMessageContaining("no tensor \"none\"");
        }
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        Safetensors.write(folder.resolve("a"), content(), Map.of("x", "1", "y", "2", "z", "3"));
        Map<String, Tensor> sorted = new TreeMap<>(content());
        Safetensors.write(folder.resolve("b"), sorted, Map.of("z", "3", "y", "2", "x", "1"));
        assertThat(folder.resolve("b")).hasSameBinaryContentAs(folder.resolve("a"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing temporary stays").hasSize(2);
        }
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("a");
        Files.writeString(file, "old");
        assertThatThrownBy(
                () -> Safetensors.write(file, Map.of("x", new Tensor(new org.bytedeco.pytorch.Tensor())), Map.of()));
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    /** The attacks that the reference implementation tests, by the names it gives them, and what we say to each. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            data after the tensors | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                 | 9  | the file holds 9
            data not fully there   | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                 | 7  | the file holds 7
            overlap                | {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}} | 6 | inside another tensor
            hole                   | {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}} | 6 | after a hole
            hole at the start      | {"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}                  | 4  | after a hole
            shape against span     | {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                 | 8  | needs 12 bytes
            product overflow       | {"a":{"dtype":"F32","shape":[4194305,4194305,211106198978564],"data_offsets":[0,8]}} | 8 | larger than any memory
            end before begin       | {"a":{"dtype":"U8","shape":[0],"data_offsets":[4,0]}}                  | 4  | not a begin and an end
            negative offset        | {"a":{"dtype":"U8","shape":[4],"data_offsets":[-4,0]}}                 | 0  | a whole number
            fractional shape       | {"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}                | 1  | a whole number
            huge number            | {"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,1]}} | 1 | a whole number
            unknown type           | {"a":{"dtype":"F7","shape":[1],"data_offsets":[0,1]}}                  | 1  | type F7
            missing field          | {"a":{"dtype":"U8","shape":[1]}}                                       | 1  | needs exactly
            foreign field          | {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"run":"x"}}        | 1  | needs exactly
            name twice             | {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}} | 1 | twice
            empty tensors together | {"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"b":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}} | 0 | second empty tensor
            not JSON               | {"a":                                                                  | 0  | ends too early
            not an object          | ["a"]                                                                  | 0  | start with a brace
            trailing text          | {} x                                                                   | 0  | follows the closing brace
            metadata not text      | {"__metadata__":{"a":1}}                                               | 0  | something else than strings
            deep nesting           | {"a":[[[[[[1]]]]]]}                                                    | 0  | nested too deeply
            offsets a string       | {"a":{"dtype":"U8","shape":[1],"data_offsets":"01"}}                   | 1  | list of whole numbers
            """)
    void aLyingHeaderIsRefused(String name, String header, int bytes, String message) throws IOException {
        Path file = file(header.getBytes(StandardCharsets.UTF_8), bytes);
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("attack.safetensors");
    }

    @Test
    void aHeaderThatIsTooLongTooShortOrNotTextIsRefused() throws IOException {
        Map<byte[], String> cases = new LinkedHashMap<>();
        cases.put(new byte[0], "0 bytes");
        cases.put(new byte[] {1, 2, 3}, "3 bytes");
        cases.put(length(100_000_001), "100000001");
        cases.put(length(-1), "18446744073709551615");
        cases.put(length(1), "a length of 1");
        cases.put(length(99_000_000), "the file has 0 after");
        cases.put(concat(length(4), new byte[] {'{', (byte) 0xC3, '(', '}'}), "not UTF-8");
        for (Map.Entry<byte[], String> each : cases.entrySet()) {
            Path file = Files.write(folder.resolve("attack.safetensors"), each.getKey());
            long before = allocated();
            assertThatThrownBy(() -> Safetensors.open(file))
                    .isInstanceOf(SafetensorsException.class)
                    .hasMessageContaining(each.getValue());
            assertThat(allocated() - before).isLessThan(1 << 20);
        }
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("none"))).hasMessageContaining("cannot be read");
    }

    @Test
    void oneEmptyTensorAndAScalarAreFine() throws IOException {
        String header = "{\"s\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]},"
                + "\"e\":{\"dtype\":\"F32\",\"shape\":[0,5],\"data_offsets\":[1,1]}}";
        try (Safetensors opened = Safetensors.open(file(header.getBytes(StandardCharsets.UTF_8), 1))) {
            assertThat(opened.tensor("s").item()).isZero();
            assertThat(opened.tensor("e")).hasToString("Tensor[0, 5]");
        }
    }

    @Test
    void mutatedFilesAreRefusedOrReadAndNothingElse() throws IOException {
        Path file = folder.resolve("a.safetensors");
        Safetensors.write(file, content(), Map.of("kind", "test"));
        byte[] good = Files.readAllBytes(file);
        int mutants = Integer.getInteger("gapwise.mutants", 3_000);
        int refused = 0;
        for (int seed = 0; seed < mutants; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bad = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length) : good.length);
            for (int i = random.nextInt(4); i >= 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Path mutant = Files.write(folder.resolve("mutant"), bad);
            try (Scope scope = Scope.open();
                    Safetensors opened = Safetensors.open(mutant)) {
                opened.tensors();
            } catch (SafetensorsException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(mutants / 4, mutants - 1);
    }

    @Test
    void aFileThatShrinksWhileOpenIsAnErrorAndNoCrash() throws IOException {
        Path file = folder.resolve("a.safetensors");
        Safetensors.write(file, content(), Map.of());
        try (Safetensors opened = Safetensors.open(file)) {
            Files.write(file, new byte[100]);
            assertThatThrownBy(() -> opened.tensor("weight")).hasMessageContaining("became shorter");
        }
    }

    @Test
    void writingOverAnOpenFileLeavesItsReaderAlone() {
        Path file = folder.resolve("a.safetensors");
        Safetensors.write(file, Map.of("x", Tensor.ones(4)), Map.of());
        try (Safetensors old = Safetensors.open(file)) {
            Safetensors.write(file, Map.of("x", Tensor.zeros(4)), Map.of());
            assertThat(old.tensor("x").sum().item()).isEqualTo(4);
        }
        try (Safetensors fresh = Safetensors.open(file)) {
            assertThat(fresh.tensor("x").sum().item()).isZero();
        }
    }

    private Path file(byte[] header, int bytes) throws IOException {
        return Files.write(
                folder.resolve("attack.safetensors"), concat(concat(length(header.length), header), new byte[bytes]));
    }

    private static byte[] length(long length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static Map<String, Tensor> content() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weight", Init.normal(new SplittableRandom(1), 1, 3, 5));
        tensors.put("view", tensors.get("weight").transpose(0, 1));
        tensors.put("steps", Tensor.of(new long[] {1, -2}, 2));
        tensors.put("flag", Tensor.of(new boolean[] {true, false, true}, 3));
        tensors.put("half", Tensor.ones(3).to(ElementType.F16));
        tensors.put("brain", Tensor.ones(3).to(ElementType.BF16));
        tensors.put("wide", Tensor.ones(1).to(ElementType.F64));
        tensors.put("bytes", Tensor.ofBytes(new byte[] {1, -1}, 2));
        tensors.put("one", Tensor.ones(1).reshape());
        return tensors;
    }
}
