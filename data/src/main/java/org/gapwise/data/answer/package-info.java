/** Probabilities by case as Parquet files. */
@NullMarked
package org.gapwise.data.answer;

import org.jspecify.annotations.NullMarked;
