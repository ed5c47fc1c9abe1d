package org.gapwise.server.oip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The kinds of elements that are read: how many bytes one takes, and what it is as JSON. */
enum ElementKind {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP32(4),
    FP64(8),
    /** A length of four bytes, and as many bytes. */
    BYTES(4);

    private static final int BYTE = 0xFF;
    private static final int SHORT = 0xFFFF;
    private static final long INT = 0xFFFFFFFFL;

    private final int size;

    ElementKind(int size) {
        this.size = size;
    }

    /** Fewest bytes of an element. */
    int size() {
        return size;
    }

    /** Whether an element of JSON data is of this kind. */
    boolean takes(JsonNode element) {
        return switch (this) {
            case BOOL -> element.isBoolean();
            case BYTES -> element.isTextual();
            case FP32, FP64 -> element.isNumber() && Double.isFinite(element.doubleValue());
            default -> element.isIntegralNumber() && element.canConvertToLong();
        };
    }

    /** The next element of little-endian bytes; an end that comes too early is a {@link BufferUnderflowException}. */
    JsonNode read(ByteBuffer bytes) {
        return switch (this) {
            case BOOL -> BooleanNode.valueOf(bytes.get() != 0);
            case UINT8 -> LongNode.valueOf(bytes.get() & BYTE);
            case UINT16 -> LongNode.valueOf(bytes.getShort() & SHORT);
            case UINT32 -> LongNode.valueOf(bytes.getInt() & INT);
            case INT8 -> LongNode.valueOf(bytes.get());
            case INT16 -> LongNode.valueOf(bytes.getShort());
            case INT32 -> LongNode.valueOf(bytes.getInt());
            case INT64 -> LongNode.valueOf(bytes.getLong());
            case FP32 -> DoubleNode.valueOf(bytes.getFloat());
            case FP64 -> DoubleNode.valueOf(bytes.getDouble());
            case BYTES -> text(bytes);
        };
    }

    private static JsonNode text(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] content = new byte[length];
        bytes.get(content);
        return BinaryNode.valueOf(content);
    }
}
