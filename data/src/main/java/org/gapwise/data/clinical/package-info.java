/**
 * What importers of hospitals' data share: the clinical set of features with units and plausible ranges, folds by
 * patient, and the flow from files to cases. Whatever the source, a feature of one name means the same.
 */
@NullMarked
package org.gapwise.data.clinical;

import org.jspecify.annotations.NullMarked;
