/**
 * Cohorts with a known truth. A hidden state of 13 findings draws labels, a table and the signs of a radiograph, each
 * independent of the others given the state, so that the exact posterior given any subset of the evidence is a sum over
 * 8192 states. It is written beside the data as the yardstick of every method.
 */
@NullMarked
package org.gapwise.data.simulate;

import org.jspecify.annotations.NullMarked;
