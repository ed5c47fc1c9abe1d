package org.gapwise.nn;

import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What one element of a tensor is, under its name in safetensors files. */
public enum ElementType {
    F64(8, ScalarType.Double),
    F32(4, ScalarType.Float),
    F16(2, ScalarType.Half),
    BF16(2, ScalarType.BFloat16),
    I64(8, ScalarType.Long),
    I32(4, ScalarType.Int),
    I16(2, ScalarType.Short),
    I8(1, ScalarType.Char),
    U8(1, ScalarType.Byte),
    BOOL(1, ScalarType.Bool);

    private final int bytes;
    private final ScalarType raw;

    ElementType(int bytes, ScalarType raw) {
        this.bytes = bytes;
        this.raw = raw;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    ScalarType raw() {
        return raw;
    }

    static ElementType of(ScalarType raw) {
        for (ElementType type : values()) {
            if (type.raw.value == raw.value) {
                return type;
            }
        }
        throw new IllegalArgumentException("tensors of " + raw + " are not supported");
    }

    static Optional<ElementType> named(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
