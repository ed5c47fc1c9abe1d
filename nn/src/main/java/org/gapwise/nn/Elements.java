package org.gapwise.nn;

import static org.bytedeco.pytorch.global.torch.empty;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.TensorOptions;

/** Moves Java arrays into tensors and back. */
final class Elements {
    private Elements() {}

    static Tensor blank(ElementType type, long... shape) {
        Native.start();
        return new Tensor(empty(shape, new TensorOptions(type.raw()), new MemoryFormatOptional()));
    }

    static Tensor of(float[] values, long... shape) {
        Tensor tensor = blank(ElementType.F32, checked(values.length, shape));
        if (values.length > 0) {
            tensor.raw().data_ptr_float().put(values);
        }
        return tensor;
    }

    static Tensor of(long[] values, long... shape) {
        Tensor tensor = blank(ElementType.I64, checked(values.length, shape));
        if (values.length > 0) {
            tensor.raw().data_ptr_long().put(values);
        }
        return tensor;
    }

    static Tensor of(boolean[] values, long... shape) {
        byte[] bits = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = (byte) (values[i] ? 1 : 0);
        }
        Tensor tensor = blank(ElementType.BOOL, checked(values.length, shape));
        fill(tensor, bits);
        return tensor;
    }

    static Tensor of(byte[] values, long... shape) {
        Tensor tensor = blank(ElementType.U8, checked(values.length, shape));
        fill(tensor, values);
        return tensor;
    }

    /** The memory of a tensor without elements has no address. */
    private static void fill(Tensor tensor, byte[] values) {
        if (values.length > 0) {
            new BytePointer(tensor.raw().data_ptr()).put(values);
        }
    }

    static Tensor of(short[] values, long... shape) {
        Tensor tensor = blank(ElementType.I16, checked(values.length, shape));
        new ShortPointer(tensor.raw().data_ptr()).put(values);
        return tensor;
    }

    static float[] floats(Tensor tensor) {
        float[] values = new float[length(tensor)];
        if (values.length > 0) {
            try (Scope scope = Scope.open()) {
                dense(tensor, ElementType.F32).data_ptr_float().get(values);
            }
        }
        return values;
    }

    static double[] doubles(Tensor tensor) {
        double[] values = new double[length(tensor)];
        if (values.length > 0) {
            try (Scope scope = Scope.open()) {
                dense(tensor, ElementType.F64).data_ptr_double().get(values);
            }
        }
        return values;
    }

    static long[] longs(Tensor tensor) {
        long[] values = new long[length(tensor)];
        if (values.length > 0) {
            try (Scope scope = Scope.open()) {
                dense(tensor, ElementType.I64).data_ptr_long().get(values);
            }
        }
        return values;
    }

    static boolean[] booleans(Tensor tensor) {
        byte[] bits = bytes(tensor, ElementType.BOOL);
        boolean[] values = new boolean[bits.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bits[i] != 0;
        }
        return values;
    }

    static byte[] bytes(Tensor tensor) {
        return bytes(tensor, ElementType.U8);
    }

    private static byte[] bytes(Tensor tensor, ElementType type) {
        byte[] values = new byte[length(tensor)];
        if (values.length > 0) {
            try (Scope scope = Scope.open()) {
                new BytePointer(dense(tensor, type).data_ptr()).get(values);
            }
        }
        return values;
    }

    /** The caller holds a scope open, so that the result stays reachable while its memory is read. */
    private static org.bytedeco.pytorch.Tensor dense(Tensor tensor, ElementType type) {
        return tensor.raw().to(type.raw()).contiguous();
    }

    private static int length(Tensor tensor) {
        return Math.toIntExact(tensor.count());
    }

    private static long[] checked(int length, long[] shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        if (count != length) {
            throw new IllegalArgumentException(
                    length + " values do not fill a tensor of shape " + Arrays.toString(shape));
        }
        return shape;
    }
}
