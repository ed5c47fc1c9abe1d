/**
 * The one door to libtorch: tensors, scopes that free them, layers, optimizers and weight files.
 *
 * <p>Nothing outside this package names the native binding. A {@link org.gapwise.nn.Layer} owns its parameters and the
 * path of its fields is their name in the weights file; a {@link org.gapwise.nn.Pass} says how one forward runs; a
 * {@link org.gapwise.nn.Scope} frees whatever was made since it was opened.
 */
@NullMarked
package org.gapwise.nn;

import org.jspecify.annotations.NullMarked;
