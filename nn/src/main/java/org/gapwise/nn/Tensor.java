package org.gapwise.nn;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * An array of numbers in native memory, with the operations a model needs.
 *
 * <p>Operations give new tensors and leave their operands as they are; only {@link #assign}, {@link #rectified} and
 * {@link #increased} write. Negative dimensions count from the end. Memory is freed by the enclosing {@link Scope}.
 */
public final class Tensor extends Arithmetic {
    static {
        Native.start();
    }

    Tensor(org.bytedeco.pytorch.Tensor raw) {
        super(raw);
    }

    public static Tensor of(float[] values, long... shape) {
        return Elements.of(values, shape);
    }

    public static Tensor of(long[] values, long... shape) {
        return Elements.of(values, shape);
    }

    public static Tensor of(boolean[] values, long... shape) {
        return Elements.of(values, shape);
    }

    /** A tensor of unsigned bytes, 0 to 255. */
    public static Tensor ofBytes(byte[] values, long... shape) {
        return Elements.of(values, shape);
    }

    public static Tensor zeros(long... shape) {
        return full(0, shape);
    }

    public static Tensor ones(long... shape) {
        return full(1, shape);
    }

    public static Tensor full(double value, long... shape) {
        return new Tensor(torch.torch_full(shape, new Scalar(value), new TensorOptions(ElementType.F32.raw())));
    }

    /** Joins tensors along a dimension they have; all others must agree. */
    public static Tensor concat(List<Tensor> parts, int dim) {
        return new Tensor(torch.cat(vector(parts), dim));
    }

    /** Joins tensors of one shape along a new dimension. */
    public static Tensor stack(List<Tensor> parts, int dim) {
        return new Tensor(torch.stack(vector(parts), dim));
    }

    static TensorVector vector(List<Tensor> parts) {
        return new TensorVector(parts.stream().map(Tensor::raw).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    public ElementType type() {
        return ElementType.of(raw.scalar_type());
    }

    public long[] shape() {
        long[] shape = new long[rank()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = raw.size(i);
        }
        return shape;
    }

    public long size(int dim) {
        return raw.size(dim);
    }

    public int rank() {
        return (int) raw.dim();
    }

    public long count() {
        return raw.numel();
    }

    /** How much memory its elements take. */
    public long bytes() {
        return raw.nbytes();
    }

    public float[] toFloats() {
        return Elements.floats(this);
    }

    public double[] toDoubles() {
        return Elements.doubles(this);
    }

    public boolean[] toBooleans() {
        return Elements.booleans(this);
    }

    /** Unsigned bytes, 0 to 255. */
    public byte[] toBytes() {
        return Elements.bytes(this);
    }

    public long[] toLongs() {
        return Elements.longs(this);
    }

    /** The value of a tensor with one element. */
    public float item() {
        return raw.item_float();
    }

    /** Whether no element is NaN or infinite. */
    public boolean isFinite() {
        try (Scope scope = Scope.open()) {
            return raw.isfinite().all().item_bool();
        }
    }

    public Tensor transpose(int a, int b) {
        return new Tensor(raw.transpose(a, b));
    }

    public Tensor permute(int... order) {
        return new Tensor(raw.permute(longs(order)));
    }

    public Tensor reshape(long... shape) {
        return new Tensor(raw.reshape(shape));
    }

    /** Makes one dimension of all from the given one on. */
    public Tensor flatten(int from) {
        return new Tensor(raw.flatten(from, -1));
    }

    /** The part from (inclusive) to (exclusive) along a dimension. */
    public Tensor slice(int dim, long from, long to) {
        return new Tensor(raw.slice(dim, new LongOptional(from), new LongOptional(to), 1));
    }

    /** Parts of the given sizes along a dimension, which they fill. */
    public List<Tensor> split(int dim, long... sizes) {
        TensorVector parts = raw.split_with_sizes(sizes, dim);
        List<Tensor> split = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            split.add(handle(parts.get(i), parts));
        }
        return split;
    }

    public Tensor select(int dim, long index) {
        return new Tensor(raw.select(dim, index));
    }

    public Tensor indexSelect(int dim, Tensor index) {
        return new Tensor(raw.index_select(dim, index.raw()));
    }

    public Tensor gather(int dim, Tensor index) {
        return new Tensor(raw.gather(dim, index.raw()));
    }

    /**
     * Puts row i of this at row index[i] of a tensor with the given number of rows, 0 elsewhere: the inverse of {@link
     * #indexSelect} along dimension 0. Indices must differ.
     */
    public Tensor scatterRows(Tensor index, long rows) {
        long[] shape = shape();
        shape[0] = rows;
        org.bytedeco.pytorch.Tensor blank = torch.torch_zeros(shape, new TensorOptions(raw.scalar_type()));
        return new Tensor(blank.index_copy_(0, index.raw(), raw));
    }

    public Tensor unsqueeze(int dim) {
        return new Tensor(raw.unsqueeze(dim));
    }

    public Tensor squeeze(int dim) {
        return new Tensor(raw.squeeze((long) dim));
    }

    public Tensor expand(long... shape) {
        return new Tensor(raw.expand(shape));
    }

    public Tensor contiguous() {
        return new Tensor(raw.contiguous());
    }

    /** The same values of an image batch [B,C,H,W], with the channels of a pixel side by side in memory. */
    public Tensor channelsLast() {
        return new Tensor(raw.contiguous(MemoryFormat.ChannelsLast));
    }

    public Tensor to(ElementType type) {
        return new Tensor(raw.to(type.raw()));
    }

    public Tensor toFloat() {
        return to(ElementType.F32);
    }

    public Tensor toBoolean() {
        return to(ElementType.BOOL);
    }

    public Tensor toLong() {
        return to(ElementType.I64);
    }

    public Tensor sum() {
        return new Tensor(raw.sum());
    }

    public Tensor mean() {
        return new Tensor(raw.mean());
    }

    /** Sums over dimensions, which stay with size 1 if asked to. */
    public Tensor sum(boolean keep, int... dims) {
        return new Tensor(raw.sum(longs(dims), keep, new ScalarTypeOptional()));
    }

    /** Averages over dimensions, which stay with size 1 if asked to. */
    public Tensor mean(boolean keep, int... dims) {
        return new Tensor(raw.mean(longs(dims), keep, new ScalarTypeOptional()));
    }

    /** The largest values along a dimension, which goes. */
    public Tensor max(int dim) {
        T_TensorTensor_T both = raw.max((long) dim);
        return handle(both.get0(), both);
    }

    /** Where the largest values along a dimension are. */
    public Tensor argmax(int dim) {
        return new Tensor(raw.argmax(new LongOptional(dim), false));
    }

    /** Square root of the sum of squares. */
    public Tensor norm() {
        return new Tensor(raw.norm());
    }

    public Tensor softmax(int dim) {
        return new Tensor(raw.softmax((long) dim));
    }

    public Tensor logSoftmax(int dim) {
        return new Tensor(raw.log_softmax((long) dim));
    }

    /** Marks this tensor as one to differentiate by, and gives it back. */
    public Tensor requiresGrad() {
        raw.requires_grad_(true);
        return this;
    }

    /** Whether gradients flow into this tensor. */
    public boolean isTracked() {
        return raw.requires_grad();
    }

    /** The same memory, without its history. */
    public Tensor detach() {
        return new Tensor(raw.detach());
    }

    /** New memory with the same values, without a history. */
    public Tensor copy() {
        return new Tensor(raw.detach().clone());
    }

    /** Adds the derivatives of this single value to the {@link #gradient} of all it was made of. */
    public void backward() {
        GradientTurn.take(() -> raw.backward());
    }

    /** The same for any shape, where the derivatives by this tensor are known. */
    public void backward(Tensor gradient) {
        GradientTurn.take(() -> raw.backward(gradient.raw, new BoolOptional(), false, new TensorArrayRefOptional()));
    }

    /**
     * The derivatives of this single value by one tensor it was made of, of that one's shape. Nothing is added to any {@link
     * #gradient}, so others may differentiate by the same parameters meanwhile.
     */
    public Tensor gradientBy(Tensor tracked) {
        TensorVector gradients = GradientTurn.take(() -> torch.grad(vector(List.of(this)), vector(List.of(tracked))));
        return handle(gradients.get(0), gradients);
    }

    /** The gradient gathered so far, absent if nothing has flowed here. */
    public Optional<Tensor> gradient() {
        org.bytedeco.pytorch.Tensor gradient = raw.grad();
        return gradient.defined() ? Optional.of(handle(gradient, raw)) : Optional.empty();
    }

    /** A tensor of its own from one that lies inside of another object and would die with it. */
    private static Tensor handle(org.bytedeco.pytorch.Tensor inner, Object owner) {
        try {
            return new Tensor(new org.bytedeco.pytorch.Tensor(inner));
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    /** Overwrites the values of this tensor, outside of any history. */
    public void assign(Tensor values) {
        if (!Arrays.equals(shape(), values.shape())) {
            throw new IllegalArgumentException(values + " cannot be written over " + this);
        }
        try (NoGrad guard = NoGrad.on()) {
            raw.copy_(values.raw());
        }
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape());
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }
}
