/** Trains a model by a plan, and can stop and go on at any moment. */
@NullMarked
package org.gapwise.train;

import org.jspecify.annotations.NullMarked;
