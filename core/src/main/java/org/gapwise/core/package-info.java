/**
 * What a case may have, what a cohort is, what a predictor answers: plain Java, no native code. Errors carry what,
 * where and fix; randomness comes from {@link org.gapwise.core.Seeds} alone.
 */
@NullMarked
package org.gapwise.core;

import org.jspecify.annotations.NullMarked;
