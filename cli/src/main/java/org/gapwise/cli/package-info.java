/** The command line: one class a command, wired to the modules. */
@NullMarked
package org.gapwise.cli;

import org.jspecify.annotations.NullMarked;
