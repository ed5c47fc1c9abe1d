/** What a study's methods said, as Parquet files that others can read. */
@NullMarked
package org.gapwise.study.store;

import org.jspecify.annotations.NullMarked;
