/** Whether a model in use is still asked and still answers as it was when it was made, from a log of predictions. */
@NullMarked
package org.gapwise.evaluate.monitor;

import org.jspecify.annotations.NullMarked;
