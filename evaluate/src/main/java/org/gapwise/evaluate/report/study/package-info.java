/** The page, tables and pictures of a study of growing gaps. */
@NullMarked
package org.gapwise.evaluate.report.study;

import org.jspecify.annotations.NullMarked;
