/** Brings tables and images into a cohort, and makes cohorts whose truth is known. */
@NullMarked
package org.gapwise.data;

import org.jspecify.annotations.NullMarked;
