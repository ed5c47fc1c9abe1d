/** Why an answer is what it is, and what would change it; of any predictor, by taking evidence away and adding it. */
@NullMarked
package org.gapwise.evaluate.explain;

import org.jspecify.annotations.NullMarked;
