/**
 * The models that are served, by name and version, each behind a {@link org.gapwise.server.model.Batcher}. A model is
 * closed when it has been replaced and the last request that borrowed it is done.
 */
@NullMarked
package org.gapwise.server.model;

import org.jspecify.annotations.NullMarked;
