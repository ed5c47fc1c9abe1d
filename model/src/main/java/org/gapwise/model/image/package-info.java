/** From pictures that are there to tokens: normalization, a vision encoder, and one way or another to cut its features. */
@NullMarked
package org.gapwise.model.image;

import org.jspecify.annotations.NullMarked;
