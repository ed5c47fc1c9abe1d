/** Short programs that use Gapwise from the outside; each is run by a test. */
@NullMarked
package org.gapwise.examples;

import org.jspecify.annotations.NullMarked;
