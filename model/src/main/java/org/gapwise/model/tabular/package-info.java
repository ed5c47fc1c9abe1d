/** From cells to one token a feature; what is not measured is masked, never filled. */
@NullMarked
package org.gapwise.model.tabular;

import org.jspecify.annotations.NullMarked;
