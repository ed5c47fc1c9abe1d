/** A trained model as a folder that can be checked, moved and opened again for ever. */
@NullMarked
package org.gapwise.core.bundle;

import org.jspecify.annotations.NullMarked;
