package org.gapwise.model.fusion;

import org.gapwise.nn.Tensor;

/** How the tokens of a batch lie in a tensor, which decides whom each may look at: present tokens of its own case. */
public sealed interface Layout permits MaskedLayout, PackedLayout {

    /** From queries, keys and values side by side, {@code [..., 3D]}, to what attention makes of them, {@code [..., D]}. */
    Tensor attend(Tensor qkv, int heads);

    /** {@code [..., D]} with zeros for absent tokens, where the layout has any. */
    Tensor cleared(Tensor x);
}
