/** Many methods in many cells of a grid of missingness: curves, ranks, differences, each with its interval. */
@NullMarked
package org.gapwise.evaluate.study;

import org.jspecify.annotations.NullMarked;
