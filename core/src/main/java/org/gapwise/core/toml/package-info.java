/** Strict reading of the TOML files that people write: all problems at once, unknown keys with a suggestion. */
@NullMarked
package org.gapwise.core.toml;

import org.jspecify.annotations.NullMarked;
