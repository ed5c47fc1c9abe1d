/** From cases to numbers and presence bits, learnt on the training part only; nothing is ever filled in. */
@NullMarked
package org.gapwise.core.encoding;

import org.jspecify.annotations.NullMarked;
