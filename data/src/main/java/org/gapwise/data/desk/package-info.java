/** DuckDB as importers use it: within limits of memory and threads, and with no file in reach but those it was given. */
@NullMarked
package org.gapwise.data.desk;

import org.jspecify.annotations.NullMarked;
