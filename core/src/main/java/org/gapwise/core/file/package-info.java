/** Files that are whole or not there at all: atomic writing, checksums, JSON. */
@NullMarked
package org.gapwise.core.file;

import org.jspecify.annotations.NullMarked;
