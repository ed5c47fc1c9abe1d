/** For those who look after a server: metrics, and new models without a lost request. */
@NullMarked
package org.gapwise.server.admin;

import org.jspecify.annotations.NullMarked;
