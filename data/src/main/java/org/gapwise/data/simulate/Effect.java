package org.gapwise.data.simulate;

/**
 * What a finding does to something that is measured.
 *
 * @param size in standard deviations for a quantity, in log-odds for a gap
 */
record Effect(Finding finding, double size) {}
