/** The multi-label loss over what was annotated. */
@NullMarked
package org.gapwise.model.loss;

import org.jspecify.annotations.NullMarked;
