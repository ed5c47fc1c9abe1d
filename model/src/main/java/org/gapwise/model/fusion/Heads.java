package org.gapwise.model.fusion;

import org.gapwise.nn.Functional;
import org.gapwise.nn.Tensor;

/** Queries, keys and values, each {@code [B, H, T, D/H]}. */
record Heads(Tensor query, Tensor key, Tensor value) {

    /** Divides {@code [B, T, 3D]}. */
    static Heads of(Tensor qkv, int heads) {
        long b = qkv.size(0);
        long t = qkv.size(1);
        Tensor split = qkv.reshape(b, t, 3, heads, qkv.size(2) / 3 / heads).permute(2, 0, 3, 1, 4);
        return new Heads(split.select(0, 0), split.select(0, 1), split.select(0, 2));
    }

    /** Attention over present keys alone, {@code [B, T, D]}; a case with no key at all gets 0. */
    Tensor attend(Tensor present) {
        long b = query.size(0);
        long t = query.size(2);
        Tensor attended = Functional.attention(query, key, value, present.reshape(b, 1, 1, t));
        return attended.transpose(1, 2).reshape(b, t, query.size(1) * query.size(3));
    }
}
