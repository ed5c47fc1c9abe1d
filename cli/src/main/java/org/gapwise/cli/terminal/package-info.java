/** What a person sees while work goes on: a bar on a terminal, a line a minute in a log. Answers go to standard output. */
@NullMarked
package org.gapwise.cli.terminal;

import org.jspecify.annotations.NullMarked;
