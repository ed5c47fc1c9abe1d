/** Cases as tensors, modalities as tokens, tokens fused under a mask into logits. {@link org.gapwise.model.token.Tokens} is all that a modality hands over; {@link org.gapwise.model.ModelPredictor} is the door. */
@NullMarked
package org.gapwise.model;

import org.jspecify.annotations.NullMarked;
