/** The page for people, and the contract for programs: plain files, served as they are. */
@NullMarked
package org.gapwise.server.page;

import org.jspecify.annotations.NullMarked;
