/** Taking modalities away on purpose: nested over rates, equal for every method, never adding anything. */
@NullMarked
package org.gapwise.core.missingness;

import org.jspecify.annotations.NullMarked;
