/**
 * A look at a cohort before anything is learned from it: what is there, what is missing and together with what, what
 * is odd and what makes it unusable. Numbers only; pages are made elsewhere. Public: {@code Inspection} and the
 * summaries it holds.
 */
@NullMarked
package org.gapwise.data.inspect;

import org.jspecify.annotations.NullMarked;
