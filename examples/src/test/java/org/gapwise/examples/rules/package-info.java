/**
 * The rules that hold everywhere, checked where everything can be seen: who may know whom, what nobody may use,
 * how long things may get, and that the documents keep up with the poms. Each scan says how much it saw.
 */
@NullMarked
package org.gapwise.examples.rules;

import org.jspecify.annotations.NullMarked;
