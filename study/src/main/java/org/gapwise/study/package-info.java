/** Methods side by side on one cohort while more and more goes missing, in training and at prediction. */
@NullMarked
package org.gapwise.study;

import org.jspecify.annotations.NullMarked;
