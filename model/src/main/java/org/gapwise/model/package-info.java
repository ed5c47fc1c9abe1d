/** Turns each modality into tokens with presence, fuses what is there, and reads out the targets. */
@NullMarked
package org.gapwise.model;

import org.jspecify.annotations.NullMarked;
