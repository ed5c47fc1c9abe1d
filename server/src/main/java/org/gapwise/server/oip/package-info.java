/**
 * The Open Inference Protocol, version 2, over REST, with its extension for binary tensors. A tensor for each feature,
 * picture and target; an input that is left out was not measured in any of the cases.
 */
@NullMarked
package org.gapwise.server.oip;

import org.jspecify.annotations.NullMarked;
