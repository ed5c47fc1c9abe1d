/** Cases and ordered sets of them; splits that never divide a group. */
@NullMarked
package org.gapwise.core.cohort;

import org.jspecify.annotations.NullMarked;
