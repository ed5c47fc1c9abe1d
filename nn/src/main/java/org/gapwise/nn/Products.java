package org.gapwise.nn;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;

/**
 * How many threads of its own OpenBLAS takes for a product of matrices. Wide ones want all cores. Attention asks for many
 * small ones from each of libgomp's threads: there OpenBLAS's would only take the cores from those that ask, and a step
 * of the paper's size takes three times as long.
 */
final class Products {

    private static final AtomicInteger THREADS = new AtomicInteger(1);
    private static final Hook ENTER = new Hook(true);
    private static final Hook LEAVE = new Hook(false);

    private Products() {}

    static void threads(int threads) {
        THREADS.set(threads);
        openblas_nolapack.blas_set_num_threads(threads);
    }

    /** Runs an operation on x whose products, forward and backward, are on one thread each. */
    static Tensor single(org.bytedeco.pytorch.Tensor x, UnaryOperator<org.bytedeco.pytorch.Tensor> operation) {
        if (THREADS.get() == 1) {
            return new Tensor(operation.apply(x));
        }
        openblas_nolapack.blas_set_num_threads(1);
        try {
            org.bytedeco.pytorch.Tensor result = operation.apply(x);
            if (result.requires_grad() && x.requires_grad()) {
                // The gradient of the result is there just before the way back, that of x just after it.
                result.register_hook(ENTER);
                x.register_hook(LEAVE);
            }
            return new Tensor(result);
        } finally {
            openblas_nolapack.blas_set_num_threads(THREADS.get());
        }
    }

    private static final class Hook extends VoidTensorHook {
        private final boolean enters;

        @SuppressWarnings("this-escape")
        Hook(boolean enters) {
            this.enters = enters;
            retainReference(); // scopes shall not free it
        }

        @Override
        public void call(TensorBase gradient) {
            openblas_nolapack.blas_set_num_threads(enters ? 1 : THREADS.get());
        }
    }
}
