/** Methods that are one network: ours, the paper's, its ablations and rivals, each a plan with some keys changed. */
@NullMarked
package org.gapwise.study.network;

import org.jspecify.annotations.NullMarked;
