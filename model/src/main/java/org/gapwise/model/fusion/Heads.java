package org.gapwise.model.fusion;

import java.util.List;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Tensor;

/** Queries, keys and values, each {@code [B, H, T, D/H]}. */
record Heads(Tensor query, Tensor key, Tensor value) {

    /** Divides {@code [B, T, 3D]}. */
    static Heads of(Tensor qkv, int heads) {
        long b = qkv.size(0);
        long t = qkv.size(1);
        long width = qkv.size(2) / 3;
        List<Tensor> parts = qkv.split(2, width, width, width).stream()
                .map(part -> part.reshape(b, t, heads, width / heads).transpose(1, 2))
                .toList();
        return new Heads(parts.get(0), parts.get(1), parts.get(2));
    }

    /** Attention where all keys are present, {@code [B, T, D]}. */
    Tensor attend() {
        return joined(Functional.attention(query, key, value));
    }

    /** Attention over present keys alone, {@code [B, T, D]}; a case with no key at all gets 0. */
    Tensor attend(Tensor present) {
        long b = query.size(0);
        long t = query.size(2);
        return joined(Functional.attention(query, key, value, present.reshape(b, 1, 1, t)));
    }

    private Tensor joined(Tensor attended) {
        return attended.transpose(1, 2).reshape(query.size(0), query.size(2), query.size(1) * query.size(3));
    }
}
