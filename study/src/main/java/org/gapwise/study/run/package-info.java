/** Runs a study, cell by cell, so that it can be stopped at any moment and gone on with. */
@NullMarked
package org.gapwise.study.run;

import org.jspecify.annotations.NullMarked;
