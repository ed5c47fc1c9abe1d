/** What every encoder hands to the fusion: token vectors, and which of them are there. */
@NullMarked
package org.gapwise.model.token;

import org.jspecify.annotations.NullMarked;
