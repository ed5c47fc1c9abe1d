/**
 * Requests in, answers out, and all that keeps one client from harming the others: limits on size, time and number,
 * tokens, TLS. The only package that names the HTTP library.
 */
@NullMarked
package org.gapwise.server.http;

import org.jspecify.annotations.NullMarked;
