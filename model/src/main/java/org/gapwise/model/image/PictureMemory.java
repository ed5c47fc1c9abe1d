package org.gapwise.model.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gapwise.core.file.Sha256;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of pictures that were seen before, found by what the pictures hold; the one not asked for longest is forgotten
 * first. Each picture is encoded by itself, so its tokens do not depend on what else was asked, or when. Safe for several
 * threads.
 */
public final class PictureMemory {

    private record Tokens(float[] values, long count, long width) {}

    private final int most;
    private final Map<String, Tokens> known = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most pictures kept, at least 1 */
    public PictureMemory(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a memory keeps at least one picture, not " + most);
        }
        this.most = most;
    }

    /**
     * @param pixels {@code [N, 3, S, S]}, N at least 1
     * @param encode from {@code [1, 3, S, S]} to {@code [1, T, D]}
     * @return {@code [N, T, D]}
     */
    public Tensor tokens(Tensor pixels, UnaryOperator<Tensor> encode) {
        return Scope.tidy(() -> {
            List<Tensor> tokens = new ArrayList<>();
            for (long i = 0; i < pixels.size(0); i++) {
                tokens.add(one(pixels.slice(0, i, i + 1), encode));
            }
            return Tensor.concat(tokens, 0);
        });
    }

    private Tensor one(Tensor picture, UnaryOperator<Tensor> encode) {
        String key = key(picture.toFloats());
        Tokens before = get(key);
        if (before != null) {
            return Tensor.of(before.values, 1, before.count, before.width);
        }
        Tensor tokens = encode.apply(picture).toFloat();
        put(key, new Tokens(tokens.toFloats(), tokens.size(1), tokens.size(2)));
        return tokens;
    }

    private synchronized @Nullable Tokens get(String key) {
        return known.get(key);
    }

    private synchronized void put(String key, Tokens tokens) {
        known.put(key, tokens);
        if (known.size() > most) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private static String key(float[] pixels) {
        ByteBuffer bytes = ByteBuffer.allocate(pixels.length * Float.BYTES);
        bytes.asFloatBuffer().put(pixels);
        return Sha256.of(bytes.array());
    }
}
