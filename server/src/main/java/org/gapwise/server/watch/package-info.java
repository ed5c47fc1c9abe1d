/**
 * What can be seen of a server from outside: a log of one JSON object a line, and metrics as Prometheus reads them.
 * Nothing that a client wrote is in either.
 */
@NullMarked
package org.gapwise.server.watch;

import org.jspecify.annotations.NullMarked;
