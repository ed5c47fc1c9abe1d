/** Masked self-attention over the tokens of all modalities, and the read-outs that turn them into logits. */
@NullMarked
package org.gapwise.model.fusion;

import org.jspecify.annotations.NullMarked;
