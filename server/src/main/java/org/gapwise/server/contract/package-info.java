/**
 * The contract as a page to read and to try, by Swagger UI from its jar: every file is this server's own, and the page may
 * reach nothing else.
 */
@NullMarked
package org.gapwise.server.contract;

import org.jspecify.annotations.NullMarked;
