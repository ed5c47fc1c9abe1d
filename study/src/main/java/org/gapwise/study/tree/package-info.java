/** Gradient-boosted trees as rivals: on the table, and on the table with what a network makes of the pictures. */
@NullMarked
package org.gapwise.study.tree;

import org.jspecify.annotations.NullMarked;
