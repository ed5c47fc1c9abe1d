/** Rivals that fill the gaps of the table in first. The method of this project fills nothing. */
@NullMarked
package org.gapwise.study.impute;

import org.jspecify.annotations.NullMarked;
