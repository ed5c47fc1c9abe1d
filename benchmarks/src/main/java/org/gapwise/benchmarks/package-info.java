/** How fast training and prediction are: against this machine, against PyTorch, and with gaps against without. */
@NullMarked
package org.gapwise.benchmarks;

import org.jspecify.annotations.NullMarked;
