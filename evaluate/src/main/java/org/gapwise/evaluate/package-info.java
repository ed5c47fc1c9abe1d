/** Judges any predictor, with an interval beside every number. */
@NullMarked
package org.gapwise.evaluate;

import org.jspecify.annotations.NullMarked;
