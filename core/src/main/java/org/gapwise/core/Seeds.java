package org.gapwise.core;

import java.util.SplittableRandom;

/**
 * Random sources by purpose. A draw is a function of the plan's seed, a purpose and counters (epoch, step, case), never
 * of what was drawn before: adding a draw to one purpose leaves the others as they were, and a resumed run needs no
 * generator state.
 */
public final class Seeds {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** A generator for one purpose at one place of the run. */
    public static SplittableRandom of(long seed, String purpose, long... counters) {
        return new SplittableRandom(mix(seed, purpose, counters));
    }

    /** A 64-bit number from a seed, a purpose and counters; equal on every platform. */
    public static long mix(long seed, String purpose, long... counters) {
        long h = scramble(seed + GOLDEN);
        for (int i = 0; i < purpose.length(); i++) {
            h = scramble(h ^ purpose.charAt(i)) + GOLDEN;
        }
        for (long counter : counters) {
            h = scramble(h ^ scramble(counter + GOLDEN));
        }
        return h;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long scramble(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
