/**
 * From a plan and a cohort to a sealed bundle. {@link org.gapwise.train.Trainer} is the door. Every random draw is a
 * function of the plan's seed and a place in the run, so that a resumed run equals an uninterrupted one.
 */
@NullMarked
package org.gapwise.train;

import org.jspecify.annotations.NullMarked;
