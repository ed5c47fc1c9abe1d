package org.gapwise.nn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;

/** The element-wise half of {@link Tensor}: two tensors are broadcast against each other as in NumPy. */
abstract sealed class Arithmetic permits Tensor {
    final org.bytedeco.pytorch.Tensor raw;

    Arithmetic(org.bytedeco.pytorch.Tensor raw) {
        this.raw = raw;
        Tally.made(raw);
    }

    final org.bytedeco.pytorch.Tensor raw() {
        return raw;
    }

    public Tensor plus(Tensor other) {
        return new Tensor(raw.add(other.raw()));
    }

    public Tensor plus(double value) {
        return new Tensor(raw.add(scalar(value)));
    }

    public Tensor minus(Tensor other) {
        return new Tensor(raw.sub(other.raw()));
    }

    public Tensor minus(double value) {
        return new Tensor(raw.sub(scalar(value)));
    }

    public Tensor times(Tensor other) {
        return new Tensor(raw.mul(other.raw()));
    }

    public Tensor times(double value) {
        return new Tensor(raw.mul(scalar(value)));
    }

    public Tensor over(Tensor other) {
        return new Tensor(raw.div(other.raw()));
    }

    public Tensor over(double value) {
        return new Tensor(raw.div(scalar(value)));
    }

    public Tensor negate() {
        return new Tensor(raw.neg());
    }

    public Tensor exp() {
        return new Tensor(raw.exp());
    }

    public Tensor log() {
        return new Tensor(raw.log());
    }

    public Tensor log1p() {
        return new Tensor(raw.log1p());
    }

    public Tensor sqrt() {
        return new Tensor(raw.sqrt());
    }

    public Tensor rsqrt() {
        return new Tensor(raw.rsqrt());
    }

    public Tensor square() {
        return new Tensor(raw.square());
    }

    public Tensor abs() {
        return new Tensor(raw.abs());
    }

    public Tensor sin() {
        return new Tensor(raw.sin());
    }

    public Tensor cos() {
        return new Tensor(raw.cos());
    }

    public Tensor tanh() {
        return new Tensor(raw.tanh());
    }

    public Tensor sigmoid() {
        return new Tensor(raw.sigmoid());
    }

    public Tensor relu() {
        return new Tensor(raw.relu());
    }

    /** Clears what is below 0 in this tensor itself: for a result that nobody else reads, and no way back needs. */
    public Tensor rectified() {
        raw.relu_();
        return new Tensor(raw);
    }

    /** Adds to this tensor itself: for a result that nobody else reads, and no way back needs. */
    public Tensor increased(Tensor other) {
        raw.add_(other.raw());
        return new Tensor(raw);
    }

    /** The smaller of 6 and {@link #relu}. */
    public Tensor relu6() {
        return new Tensor(torch.relu6(raw));
    }

    /** The exact form, with the error function. */
    public Tensor gelu() {
        return new Tensor(torch.gelu(raw));
    }

    public Tensor silu() {
        return new Tensor(torch.silu(raw));
    }

    public Tensor softplus() {
        return new Tensor(torch.softplus(raw));
    }

    public Tensor clamp(double min, double max) {
        return new Tensor(raw.clamp(new ScalarOptional(new Scalar(min)), new ScalarOptional(new Scalar(max))));
    }

    public Tensor matmul(Tensor other) {
        return new Tensor(raw.matmul(other.raw()));
    }

    public Tensor and(Tensor other) {
        return new Tensor(raw.logical_and(other.raw()));
    }

    public Tensor or(Tensor other) {
        return new Tensor(raw.logical_or(other.raw()));
    }

    public Tensor not() {
        return new Tensor(raw.logical_not());
    }

    public Tensor eq(double value) {
        return new Tensor(raw.eq(new Scalar(value)));
    }

    public Tensor gt(double value) {
        return new Tensor(raw.gt(new Scalar(value)));
    }

    /** This where the mask is true, the other where it is false. */
    public Tensor where(Tensor mask, Tensor other) {
        return new Tensor(raw.where(mask.raw(), other.raw()));
    }

    /** The value where the mask is true, this elsewhere. */
    public Tensor maskedFill(Tensor mask, double value) {
        return new Tensor(raw.masked_fill(mask.raw(), scalar(value)));
    }

    /** A whole number stays one, so that adding it to a tensor of whole numbers gives whole numbers. */
    private static Scalar scalar(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? new Scalar((long) value) : new Scalar(value);
    }
}
