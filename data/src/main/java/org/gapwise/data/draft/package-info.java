/**
 * The first schema.toml and plan.toml for a table nobody has described yet. What columns seem to hold is guessed from
 * their cells, and every guess is written beside its line for a person to read and correct. Public: {@code Draft},
 * {@code DraftRequest}.
 */
@NullMarked
package org.gapwise.data.draft;

import org.jspecify.annotations.NullMarked;
