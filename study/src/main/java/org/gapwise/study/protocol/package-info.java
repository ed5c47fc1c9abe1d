/** Which gaps a study makes: the paper's two protocols, and mechanisms by grain. */
@NullMarked
package org.gapwise.study.protocol;

import org.jspecify.annotations.NullMarked;
