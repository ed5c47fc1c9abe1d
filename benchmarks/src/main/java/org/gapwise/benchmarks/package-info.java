/** Measurements of what Gapwise promises about speed, each against a plain alternative in the same run. */
@NullMarked
package org.gapwise.benchmarks;

import org.jspecify.annotations.NullMarked;
