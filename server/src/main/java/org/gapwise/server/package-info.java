/**
 * Serves any {@link org.gapwise.core.predict.Predictor} over HTTP: {@link org.gapwise.server.ModelServer} puts the
 * routes of the other packages behind two ports, one for those who ask and one for those who look after it.
 */
@NullMarked
package org.gapwise.server;

import org.jspecify.annotations.NullMarked;
