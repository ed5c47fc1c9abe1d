/** A sparse mixture of experts over one vector a modality, routed by what a case has. */
@NullMarked
package org.gapwise.model.experts;

import org.jspecify.annotations.NullMarked;
