/** Cases side by side as tensors with presence masks; pictures only of those who have one. */
@NullMarked
package org.gapwise.model.batch;

import org.jspecify.annotations.NullMarked;
