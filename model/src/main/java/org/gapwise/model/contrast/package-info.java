/** What encoders of a table and of pictures learn from before there are labels: which belong together, and what is hidden. */
@NullMarked
package org.gapwise.model.contrast;

import org.jspecify.annotations.NullMarked;
