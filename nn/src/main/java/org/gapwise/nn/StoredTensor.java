package org.gapwise.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry of a safetensors header: where a tensor lies behind the header, and how to read it. */
record StoredTensor(String name, ElementType type, long[] shape, long begin, long end) {
    private static final Set<String> KEYS = Set.of("dtype", "shape", "data_offsets");

    long bytes() {
        return end - begin;
    }

    static StoredTensor of(String name, Object entry) throws HeaderText.Fault {
        if (!(entry instanceof Map<?, ?> map) || !map.keySet().equals(KEYS)) {
            throw new HeaderText.Fault("\"" + name + "\" needs exactly dtype, shape and data_offsets");
        }
        if (!(map.get("dtype") instanceof String dtype)) {
            throw new HeaderText.Fault("the dtype of \"" + name + "\" is not a string");
        }
        ElementType type = ElementType.named(dtype)
                .orElseThrow(() -> new HeaderText.Fault("\"" + name + "\" has elements of type " + dtype
                        + ", known are " + Arrays.toString(ElementType.values())));
        long[] shape = numbers(name, "shape", map.get("shape"));
        long[] offsets = numbers(name, "data_offsets", map.get("data_offsets"));
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw new HeaderText.Fault("the data_offsets of \"" + name + "\" are not a begin and an end");
        }
        StoredTensor stored = new StoredTensor(name, type, shape, offsets[0], offsets[1]);
        stored.checkSize();
        return stored;
    }

    private void checkSize() throws HeaderText.Fault {
        long needed;
        try {
            needed = type.bytes();
            for (long size : shape) {
                needed = Math.multiplyExact(needed, size);
            }
        } catch (ArithmeticException e) {
            throw new HeaderText.Fault("the shape of \"" + name + "\" is larger than any memory");
        }
        if (needed != bytes()) {
            throw new HeaderText.Fault("\"" + name + "\" of shape " + Arrays.toString(shape) + " needs " + needed
                    + " bytes, its data_offsets span " + bytes());
        }
    }

    private static long[] numbers(String name, String key, @Nullable Object value) throws HeaderText.Fault {
        if (value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().mapToLong(Long.class::cast).toArray();
        }
        throw new HeaderText.Fault("the " + key + " of \"" + name + "\" is not a list of whole numbers");
    }
}
