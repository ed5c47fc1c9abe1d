/** Methods made of several networks, which answer by what a case has. */
@NullMarked
package org.gapwise.study.pattern;

import org.jspecify.annotations.NullMarked;
