/** What a case may have: the modalities, features and targets that schema.toml declares. */
@NullMarked
package org.gapwise.core.schema;

import org.jspecify.annotations.NullMarked;
