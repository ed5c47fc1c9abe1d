package org.gapwise.nn;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the native engine is and how it was set up; shown by {@code gapwise doctor}.
 *
 * @param torch version of libtorch
 * @param threads threads that torch uses within one operation
 * @param cache folder the native libraries were unpacked to
 * @param blas the library that multiplies matrices, and its threads
 * @param capability vector instructions that torch's own kernels use, such as AVX2 or AVX512
 * @param warning set if waiting threads will spin, and so take the cores from others or from each other
 */
public record EngineInfo(
        String torch, int threads, Path cache, String blas, String capability, Optional<String> warning) {}
