/** The masks of a study as a file, so that others can repeat it: {@code Masks}. */
@NullMarked
package org.gapwise.data.mask;

import org.jspecify.annotations.NullMarked;
