/** The one door for everything that judges or serves: cases in, probabilities out, with what was used. */
@NullMarked
package org.gapwise.core.predict;

import org.jspecify.annotations.NullMarked;
