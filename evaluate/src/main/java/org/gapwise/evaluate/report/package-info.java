/**
 * One self-contained HTML page: no request leaves it, nothing in it runs, every plot is SVG drawn here. A
 * {@code Report} is a list of {@code Section} records; each takes results of {@code org.gapwise.evaluate} and writes
 * itself as well-formed markup through {@code Html}, which escapes every text.
 */
@NullMarked
package org.gapwise.evaluate.report;

import org.jspecify.annotations.NullMarked;
