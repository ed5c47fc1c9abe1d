/** A small layer over libtorch: tensors, scopes, layers and optimizers. Nothing else in Gapwise names the engine. */
@NullMarked
package org.gapwise.nn;

import org.jspecify.annotations.NullMarked;
